// A server and its clients: a request carries the end at which its answer is awaited. The server ends when the last
// client has gone.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

namespace {

struct request {
  request(int n, writer<long> to) : number(n), reply(std::move(to)) {}

  int number;
  writer<long> reply;
};

// A client that has gone is none of its business: send, unlike write, only tells.
process server(reader<request> in, int& unheard) {
  while (auto asked = co_await in.next()) {
    const long square = static_cast<long>(asked->number) * asked->number;
    if (co_await asked->reply.send(square) != csp::status::done) ++unheard;
  }
}

process client(writer<request> to, int first, int& right) {
  for (int n = first; n < first + 100; ++n) {
    csp::ends<long> answer = csp::make_channel<long>();
    request asked(n, std::move(answer.writer));
    co_await to.write(std::move(asked));
    right += co_await answer.reader.read() == static_cast<long>(n) * n;
  }
}

process impatient(writer<request> to) {
  csp::ends<long> answer = csp::make_channel<long>();
  request asked(1, std::move(answer.writer));
  answer.reader.retire();
  co_await to.write(std::move(asked));
}

process network(int (&right)[3], int& unheard) {
  csp::channel<request> requests;
  co_await csp::par(server(requests.reader(), unheard), client(requests.writer(), 0, right[0]),
                    client(requests.writer(), 1000, right[1]), client(requests.writer(), 50'000, right[2]),
                    impatient(requests.writer()));
}

}  // namespace

int main() {
  int right[3] = {}, unheard = 0;
  const csp::outcome outcome = csp::run(network(right, unheard));
  std::printf("%d, %d and %d right answers, %d unheard\n", right[0], right[1], right[2], unheard);
  return outcome && right[0] == 100 && right[1] == 100 && right[2] == 100 && unheard == 1 ? 0 : 1;
}
