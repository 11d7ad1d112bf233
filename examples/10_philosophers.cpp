// The dining philosophers: five at a table with five forks, two for each meal. Everybody takes the left fork first and
// waits for the right one: they can starve, each with one fork in hand. One who takes the right fork first saves them.
//   philosophers            that one is among them
//   philosophers deadlock   he is not: succeeds when the network is found to be in deadlock
#include <array>
#include <csp/csp.hpp>
#include <cstdio>
#include <string_view>
#include <vector>
using csp::process, csp::reader, csp::writer;

namespace {

constexpr std::size_t seats = 5;
constexpr int meals = 200;

// Whoever takes it puts it back. Ends when both neighbours have left.
process fork(reader<void> left, reader<void> right) {
  for (;;) {
    reader<void>& taker = co_await csp::alt(left.into(), right.into()) == 0 ? left : right;
    co_await taker.read();
  }
}

// A signal takes a fork, the next one puts it back.
process philosopher(writer<void> first, writer<void> second, int& eaten) {
  for (; eaten < meals; ++eaten) {
    co_await first.write();
    co_await csp::yield();
    co_await second.write();
    co_await csp::par(first.write(), second.write());
  }
}

// Fork i lies to the left of philosopher i, and to the right of the one before.
process table(bool all_alike, std::array<int, seats>& eaten) {
  std::array<csp::channel<void>, seats> left, right;
  std::vector<process> network;
  for (std::size_t i = 0; i < seats; ++i) {
    csp::channel<void>& my_left = left[i];
    csp::channel<void>& my_right = right[(i + 1) % seats];
    network.push_back(fork(left[i].reader(), right[i].reader()));
    if (i == 0 && !all_alike) {
      network.push_back(philosopher(my_right.writer(), my_left.writer(), eaten[i]));
    } else {
      network.push_back(philosopher(my_left.writer(), my_right.writer(), eaten[i]));
    }
  }
  co_await csp::par(std::move(network));
}

}  // namespace

int main(int argc, char** argv) {
  const bool all_alike = argc > 1 && argv[1] == std::string_view("deadlock");
  std::array<int, seats> eaten{};
  const csp::outcome outcome = csp::run(table(all_alike, eaten));
  bool all_ate = true;
  for (const int n : eaten) {
    std::printf("%d meals\n", n);
    all_ate = all_ate && n == meals;
  }
  std::printf("%s\n", name(outcome.status()));
  return all_alike ? outcome != csp::status::deadlock : !(outcome && all_ate);
}
