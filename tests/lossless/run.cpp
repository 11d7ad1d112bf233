// One network from beginning to end, on the engine that this program is built for.
#include "run.hpp"

#include "blast.hpp"

namespace lossless {
namespace {

// What an engine keeps from network to network, and what is to be the same at the beginning of each. An explicit
// instantiation may name what is private.
template <class Name, unsigned* Where>
struct reach {
  friend unsigned& reached(Name) { return *Where; }
};
struct dice_of_alt {};
unsigned& reached(dice_of_alt);
template struct reach<dice_of_alt, &csp::core::choice<csp::engine>::dice_>;

void begin_clock(bool runs);

}  // namespace

trace run(const network& n) {
  reached(dice_of_alt()) = 1;
  begin_clock(n.clock_runs);
  csp::on_deadlock([] {
    fixture::current->deadlock();
    csp::report([](const csp::waiting& w) { fixture::current->process_named(w.name()); });
  });
  fixture on(n);
  csp::status outcome{};
  const bool threw = !survives([&] { outcome = csp::run(first_process(on).named("p0")).status(); });
  trace s = on.take_trace();
  s.outcome = outcome;
  s.threw = threw;
  return s;
}

}  // namespace lossless

#if defined(CSP_ENGINE_THREADS)

namespace lossless {
namespace {

void begin_clock(bool) {}

}  // namespace

void stay_ahead() {}

}  // namespace lossless

#else

namespace lossless {
namespace {

struct until_the_engine_looks {};
unsigned& reached(until_the_engine_looks);
struct calls_without_others {};
unsigned& reached(calls_without_others);
template <auto* Run>
struct reach_run {
  friend unsigned& reached(until_the_engine_looks) { return Run->until_look; }
  friend unsigned& reached(calls_without_others) { return Run->calls; }
};
template struct reach_run<&csp::engine::run_>;

unsigned time_now;
unsigned stride;  // each look at the clock moves it so far

void begin_clock(bool runs) {
  reached(until_the_engine_looks()) = 64;
  time_now = 1000;
  stride = runs ? 3 : 0;
}

}  // namespace

void stay_ahead() {
  unsigned& left = reached(calls_without_others());
  left += left == 1;
}

}  // namespace lossless

namespace csp::port {

ticks now() noexcept { return lossless::time_now += lossless::stride; }
std::uint32_t resolution = 0;  // nothing passes between two looks

void idle_until(sleeper&, ticks deadline) noexcept {
  if (lossless::time_now < deadline) lossless::time_now = static_cast<unsigned>(deadline);
}

}  // namespace csp::port

#endif
