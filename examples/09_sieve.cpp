// A network that grows: the sieve of Eratosthenes. Every prime that comes out of the pipeline puts a filter for its
// multiples at the end of it. (Hoare 1978, after McIlroy.)
#include <csp/components.hpp>
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

namespace {

process filter(int prime, reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    if (x % prime != 0) co_await out.write(x);
  }
}

process sieve(csp::spawner& here, reader<int> in, writer<int> primes) {
  for (;;) {
    const int prime = co_await in.read();
    co_await primes.write(prime);
    csp::ends<int> link = csp::make_channel<int>();
    if (here.spawn(filter(prime, std::move(in), std::move(link.writer))) != csp::status::done) co_return;
    in = std::move(link.reader);
  }
}

process printer(reader<int> in, int count, int& last) {
  for (int i = 0; i < count; ++i) {
    last = co_await in.read();
    std::printf("%d\n", last);
  }
}  // now the sieve ends at its next prime, and from there its filters, one after the other, up to the numbers

process network(int& last) {
  csp::channel<int> numbers, primes;
  auto body = [&](csp::spawner& here) -> process { return sieve(here, numbers.reader(), primes.writer()); };
  auto grow = [&]() -> process { co_await csp::scope(body); };
  co_await csp::par(csp::components::numbers(numbers.writer(), 2), grow(), printer(primes.reader(), 25, last));
}

}  // namespace

int main() {
  int last = 0;
  return csp::run(network(last)) && last == 97 ? 0 : 1;  // the 25th prime
}
