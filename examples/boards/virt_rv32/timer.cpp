// The clock of virt, a Goldfish RTC, which counts nanoseconds and has one alarm.
#include "../board.hpp"
#include "plic.hpp"

namespace board {
namespace {

struct registers {
  volatile std::uint32_t time_low, time_high;    // read and written in this order,
  volatile std::uint32_t alarm_low, alarm_high;  // and these in the other
  volatile std::uint32_t enabled;
  volatile std::uint32_t clear_alarm;
  volatile std::uint32_t status;
  volatile std::uint32_t clear_interrupt;
};
registers& rtc() { return *reinterpret_cast<registers*>(0x00101000); }

using handler = void (*)();
constinit handler elapsed = nullptr;
constinit std::uint32_t period = 0;
constinit std::uint64_t due = 0;

void set_alarm(std::uint64_t when) {
  rtc().alarm_high = static_cast<std::uint32_t>(when >> 32);
  rtc().alarm_low = static_cast<std::uint32_t>(when);
}

}  // namespace

void every(std::uint32_t nanoseconds, void (*call)()) {
  rtc().clear_alarm = 1;
  rtc().clear_interrupt = 1;
  rtc().enabled = nanoseconds != 0;
  period = nanoseconds;
  if (nanoseconds == 0) return;
  elapsed = call;
  const std::uint32_t low = rtc().time_low;
  due = (static_cast<std::uint64_t>(rtc().time_high) << 32 | low) + period;
  set_alarm(due);
  plic::enable(plic::timer);
}

// An alarm whose time has passed meanwhile comes at once.
extern "C" void on_timer() {
  rtc().clear_interrupt = 1;
  if (period != 0) set_alarm(due += period);
  elapsed();
}

}  // namespace board
