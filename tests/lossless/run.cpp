// One network from beginning to end, on the engine that this program is built for.
#include "blast.hpp"
#include "perform.hpp"

namespace lossless {
namespace {

// The dice of `alt` are the engine's own, and thrown on from network to network. An explicit instantiation may name
// what is private: so each network begins with the same dice.
template <unsigned* Dice>
struct reach {
  friend unsigned& dice_of_alt() { return *Dice; }
};
unsigned& dice_of_alt();
template struct reach<&csp::core::choice<csp::engine>::dice_>;

void begin_clock();

}  // namespace

story run(const network& n) {
  dice_of_alt() = 1;
  begin_clock();
  csp::on_deadlock([] { stage::now->deadlock(); });
  stage on(n);
  csp::status outcome{};
  const bool threw = !survives([&] { outcome = csp::run(direct(on)).status(); });
  story s = on.told();
  s.outcome = outcome;
  s.threw = threw;
  return s;
}

}  // namespace lossless

#if defined(CSP_ENGINE_THREADS)

namespace lossless {
namespace {

void begin_clock() {}

}  // namespace
}  // namespace lossless

#else

namespace lossless {
namespace {

// The clock of these networks stands still while a process runs.
unsigned time_now;

void begin_clock() { time_now = 1000; }

}  // namespace
}  // namespace lossless

namespace csp::port {

ticks now() noexcept { return lossless::time_now; }

void idle_until(ticks deadline) noexcept {
  if (before(lossless::time_now, deadline)) lossless::time_now = static_cast<unsigned>(deadline);
}

}  // namespace csp::port

#endif
