// What a microcontroller's port offers besides: to hold off interrupts for a moment. No engine needs it.
#pragma once
#include <cstdint>

namespace csp::port {

// Holds interrupts off and returns whether they were held off before; to be given to release_interrupts() after.
std::uint32_t hold_interrupts() noexcept;
void release_interrupts(std::uint32_t before) noexcept;

// While one lives no interrupt is taken. They nest; a handler may have one too.
class critical_section {
 public:
  critical_section() noexcept : before_(hold_interrupts()) {}
  critical_section(const critical_section&) = delete;
  critical_section& operator=(const critical_section&) = delete;
  ~critical_section() { release_interrupts(before_); }

 private:
  std::uint32_t before_;
};

}  // namespace csp::port
