// Tutorial, chapter 6: aborting. A parser that cannot go on takes its network down.
#include <csp/csp.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

process words(std::vector<std::string> all, writer<std::string> out) {
  for (const std::string& each : all) co_await out.write(each);
}

bool is_number(const std::string& word) { return word.find_first_not_of("0123456789") == std::string::npos; }

// [parser]
process give_up(reader<std::string>& in) {
  in.poison();
  co_await in.read();  // ends it, and the parser that called it
}

process parser(reader<std::string> in, writer<int> out) {
  for (;;) {
    const std::string word = co_await in.read();
    if (!is_number(word)) co_await give_up(in);
    co_await out.write(std::stoi(word));
  }
}
// [/parser]

// [sum]
process_of<int> sum(reader<int> in) {
  int total = 0;
  auto x = co_await in.next();
  for (; x; x = co_await in.next()) total += *x;
  if (x == status::poisoned) co_await in.read();  // what it has is not the sum: it ends, too
  co_return total;
}
// [/sum]

// [network]
process_of<std::optional<int>> network(std::vector<std::string> text) {
  csp::channel<std::string> a;
  csp::channel<int> b;
  auto [source, filter, total] =
      co_await csp::par(words(std::move(text), a.writer()), parser(a.reader(), b.writer()), sum(b.reader()));
  std::printf("words: %s, parser: %s, sum: %s\n", name(source.status()), name(filter.status()), name(total.status()));
  if (!total) co_return std::nullopt;
  co_return *total;
}
// [/network]

int main() {
  const auto good = csp::run(network({"1", "2", "39"}));
  const auto bad = csp::run(network({"1", "two", "39"}));
  return good && *good == 42 && bad && !*bad ? 0 : 1;
}
