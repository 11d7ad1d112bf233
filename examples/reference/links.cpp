// Reference: several coop engines in one program, and links between them; here each has a thread.
#include <csp/csp.hpp>
#include <csp/link.hpp>
#include <thread>

// [engines]
using first = csp::coop_on<0>;  // csp::coop
using second = csp::coop_on<1>;

template <class Engine>
typename Engine::template process_of<int> sum_of_a_network() {
  auto counts = [](typename Engine::template writer<int> out) -> typename Engine::process {
    for (int i = 1; i <= 10; ++i) co_await out.write(i);
  };
  auto adds = [](typename Engine::template reader<int> in, int& sum) -> typename Engine::process {
    for (;;) sum += co_await in.read();
  };
  int sum = 0;
  typename Engine::template channel<int> c;
  co_await csp::par(counts(c.writer()), adds(c.reader(), sum));
  co_return sum;
}

bool both_compute() {
  bool right = false;
  std::thread other([&] {
    const auto sum = csp::run(sum_of_a_network<second>());
    right = sum && *sum == 55;
  });
  const auto sum = csp::run(sum_of_a_network<first>());
  other.join();
  return right && sum && *sum == 55;
}
// [/engines]

// [link]
first::process asks(first::writer<int> out, first::reader<int> in, int& heard) {
  co_await out.write(6);
  heard = co_await in.read();
}

second::process doubles(second::reader<int> in, second::writer<int> out) {
  for (;;) co_await out.write(2 * co_await in.read());
}

int ask_the_other() {
  csp::link<int> there;                                   // to the second
  csp::link<int, 1, second::engine, first::engine> back;  // one value on its way, to the first
  int heard = 0;
  auto replies = doubles(there.reader(), back.writer());
  auto question = asks(there.writer(), back.reader(), heard);
  std::thread other([&] { static_cast<void>(csp::run(std::move(replies))); });
  static_cast<void>(csp::run(std::move(question)));  // its end closes `there`, and so ends the other network
  other.join();
  return heard;
}
// [/link]

int main() { return both_compute() && ask_the_other() == 12 ? 0 : 1; }
