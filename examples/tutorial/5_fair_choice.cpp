// Tutorial, chapter 5: who is served when several are ready, and choices that are built once.
#include <csp/csp.hpp>
#include <cstdio>
#include <string>
#include <vector>
using csp::process, csp::process_of, csp::reader, csp::writer;
using namespace std::chrono_literals;

using letters = csp::channel<char, csp::fifo<4>>;

void fill(letters& c, char letter) {
  while (c.try_write(letter) == csp::status::done) {
  }
}

// [priority]
process_of<std::string> by_priority(letters& a, letters& b) {
  std::string order;
  char x = 0;
  for (int i = 0; i < 8; ++i) {
    co_await csp::pri_alt(a.into(x), b.into(x));
    order += x;
  }
  co_return order;
}
// [/priority]

// [turn]
process_of<std::string> by_turn(letters& a, letters& b) {
  std::string order;
  char x = 0;
  csp::turn turn;
  for (int i = 0; i < 8; ++i) {
    co_await csp::fair_alt(turn, a.into(x), b.into(x));
    order += x;
  }
  co_return order;
}
// [/turn]

// [merge]
process merge(std::vector<reader<char>> in, writer<char> out) {
  std::vector<char> got(in.size());
  std::vector<csp::guard_of<char>> guards;
  for (std::size_t i = 0; i < in.size(); ++i) guards.push_back(in[i].into(got[i]));

  auto choice = csp::keep(csp::fair_alt(guards));
  for (;;) co_await out.write(got[co_await choice.select()]);
}
// [/merge]

// [watch]
struct heard {
  std::string letters;
  int silences = 0;
};

process_of<heard> watch(std::vector<reader<char>> in, reader<void> stop) {
  std::vector<char> got(in.size());
  std::vector<csp::guard_of<char>> guards;
  for (std::size_t i = 0; i < in.size(); ++i) guards.push_back(in[i].into(got[i]));

  heard all;
  auto choice = csp::keep(csp::pri_alt(guards, stop.into(), csp::after(1ms)));
  for (;;) {
    const csp::chosen c = co_await choice.select();
    if (c.argument == 0) all.letters += got[c.place];
    if (c.argument == 1) co_return all;
    if (c.argument == 2) ++all.silences;
  }
}
// [/watch]

process spell(std::string text, writer<char> out) {
  for (const char c : text) co_await out.write(c);
}

process_of<std::size_t> count(reader<char> in) {
  std::size_t n = 0;
  while (co_await in.next()) ++n;
  co_return n;
}

process_of<std::size_t> merged() {
  csp::channel<char> a, b, c, all;
  std::vector<reader<char>> in{a.reader(), b.reader(), c.reader()};
  auto [one, two, three, merger, n] =
      co_await csp::par(spell("communicating", a.writer()), spell("sequential", b.writer()),
                        spell("processes", c.writer()), merge(std::move(in), all.writer()), count(all.reader()));
  co_return *n;
}

process speak(writer<char> a, writer<char> b, writer<void> stop) {
  co_await csp::par(spell("choose", std::move(a)), spell("one", std::move(b)));
  co_await csp::sleep_for(5ms);
  co_await stop.write();
}

process_of<heard> watched() {
  csp::channel<char> a, b;
  csp::channel<void> stop;
  std::vector<reader<char>> in{a.reader(), b.reader()};
  auto [all, spoken] =
      co_await csp::par(watch(std::move(in), stop.reader()), speak(a.writer(), b.writer(), stop.writer()));
  co_return *std::move(all);
}

process_of<bool> all() {
  letters a, b;
  fill(a, 'a'), fill(b, 'b');
  const std::string first = co_await by_priority(a, b);
  fill(a, 'a'), fill(b, 'b');
  const std::string second = co_await by_turn(a, b);
  const std::size_t n = co_await merged();
  const heard some = co_await watched();
  std::printf("by priority: %s, by turn: %s, merged: %zu letters\n", first.c_str(), second.c_str(), n);
  std::printf("watched: %s, and %d times nothing\n", some.letters.c_str(), some.silences);
  co_return first == "aaaabbbb" && second == "abababab" && n == 32 && some.letters.size() == 9;
}

int main() {
  const auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
