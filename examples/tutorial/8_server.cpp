// Tutorial, chapter 8: a server with several clients. A request carries the end on which its answer is awaited.
#include <csp/csp.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
using csp::process, csp::process_of, csp::reader, csp::writer;

// [request]
struct request {
  request(std::string w, int n, writer<int> end) : word(std::move(w)), amount(n), reply(std::move(end)) {}

  std::string word;
  int amount;
  writer<int> reply;
};
// [/request]

// [server]
process_of<std::size_t> server(reader<request> requests) {
  std::map<std::string, int> stock;
  while (auto r = co_await requests.next()) {
    const int left = stock[r->word] += r->amount;
    co_await r->reply.send(left);  // a client that has gone away harms nobody
  }
  co_return stock.size();
}
// [/server]

// [ask]
process_of<int> ask(writer<request>& server, std::string word, int amount) {
  auto [in, out] = csp::make_channel<int>();
  if (!in) co_return -1;
  request mine(std::move(word), amount, std::move(out));
  co_await server.write(std::move(mine));
  co_return co_await in.read();
}
// [/ask]

// [client]
process_of<int> client(std::string word, writer<request> server) {
  int last = 0;
  for (int i = 1; i <= 100; ++i) last = co_await ask(server, word, i);
  co_return last;
}
// [/client]

// [network]
process_of<bool> network() {
  csp::channel<request> requests;
  auto [words, apples, pears, more] =
      co_await csp::par(server(requests.reader()), client("apples", requests.writer()),
                        client("pears", requests.writer()), client("plums", requests.writer()));
  if (!words || !apples || !pears || !more) co_return false;
  std::printf("%zu words; %d apples, %d pears, %d plums\n", *words, *apples, *pears, *more);
  co_return *words == 3 && *apples == 5050 && *pears == 5050 && *more == 5050;
}
// [/network]

int main() {
  const auto right = csp::run(network());
  return right && *right ? 0 : 1;
}
