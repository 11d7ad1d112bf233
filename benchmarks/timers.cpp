// Timers: what it costs to set one beside a choice and to take it back when another guard wins, and what it costs to
// sleep and be woken; with few and with many other timers set.
#include <csp/csp.hpp>
#include <random>
#include <vector>

#include "rounds.hpp"
#include "setting.hpp"
#include "stopwatch.hpp"

namespace {

using csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

std::chrono::microseconds some_time() {
  static std::minstd_rand dice(1);
  return std::chrono::microseconds(std::uniform_int_distribution(1, bench::setting::longest_sleep)(dice));
}

// --- arm and cancel ------------------------------------------------------------------------------------------------

struct choosing {
  int selects;
  double ns = -1;
};

// Has a timer out until the network stops.
process waiting(reader<int> stop) {
  int never = 0;
  co_await csp::pri_alt(stop.into(never), csp::after(1h + some_time()));
}

// The choice waits each time before the value comes.
process write(writer<int> out) {
  for (;;) {
    co_await out.write(1);
    co_await csp::yield();
  }
}

template <bool Timed>
process choose(choosing& task, reader<int> in, [[maybe_unused]] writer<int> stop) {
  int x = 0, sum = 0;
  bench::stopwatch watch;
  for (int i = -100; i < task.selects; ++i) {
    if (i == 0) watch = {};
    if constexpr (Timed) {
      co_await csp::pri_alt(in.into(x), csp::after(1h + 500ms));  // among those of the others
    } else {
      co_await csp::pri_alt(in.into(x));
    }
    sum += x;
  }
  if (sum == task.selects + 100) task.ns = watch.ns() / task.selects;
}

template <bool Timed>
process network(choosing& task, int timers) {
  csp::channel<int> values, stop;
  std::vector<process> all;
  for (int i = 1; i < timers; ++i) all.push_back(waiting(stop.reader()));
  all.push_back(choose<Timed>(task, values.reader(), stop.writer()));
  all.push_back(write(values.writer()));
  co_await csp::par(std::move(all));
}

template <bool Timed>
double select(int timers, int count) {
  choosing task{count};
  csp::run(network<Timed>(task, timers));
  return task.ns;
}

// --- firing --------------------------------------------------------------------------------------------------------

// Counts from the time when every timer has been set and has fired once.
struct sleeping {
  int firings;
  int so_far;
  double ns = -1;
  bench::cpu_watch watch{};

  bool goes_on() {
    if (so_far == 0) watch = {};
    if (so_far == firings) ns = watch.ns() / firings;
    return so_far++ < firings;
  }
};

process sleep(sleeping& task) {
  do co_await csp::sleep_for(some_time());
  while (task.goes_on());
}

process sleepers(sleeping& task, int timers) {
  std::vector<process> all;
  for (int i = 0; i < timers; ++i) all.push_back(sleep(task));
  co_await csp::par(std::move(all));
}

double fire(int timers, int count) {
  sleeping task{count, -timers};
  csp::run(sleepers(task, timers));
  return task.ns;
}

// --- all of them ---------------------------------------------------------------------------------------------------

// A choice with a timeout reads the clock once.
double read_clock(int count) {
  const bench::stopwatch watch;
  for (int i = 0; i < count; ++i) static_cast<void>(std::chrono::steady_clock::now());
  return watch.ns() / count;
}

bench::subject measured(const std::string& what, int timers, int count, double (*run)(int timers, int count)) {
  return {.name = what + '-' + std::to_string(timers),
          .fields = R"("what": ")" + what + R"(", "timers": )" + std::to_string(timers),
          .count = count,
          .run = [=](int n) { return run(timers, n); }};
}

}  // namespace

int main(int argc, char** argv) {
  using namespace bench::setting;
  take_place();
  std::vector<bench::subject> all;
  all.push_back(measured("clock", 0, firings, [](int, int n) { return read_clock(n); }));
  all.push_back(measured("untimed", 0, selects, select<false>));
  for (const int n : timers()) {
    all.push_back(measured("timed", n, selects, select<true>));
    all.push_back(measured("firing", n, firings, fire));
  }
  return bench::rounds({"timers", "ns per select and per firing", engine, yardsticks()}, std::move(all), argc, argv);
}
