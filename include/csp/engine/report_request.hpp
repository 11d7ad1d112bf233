// Whether a report was asked for, from a signal handler. Nothing at all in a build without names.
#pragma once
#include <atomic>
#include <type_traits>

#include "../core/diagnostics/misuse.hpp"

namespace csp::core {

class real_report_request {
 public:
  constexpr real_report_request() = default;

  // While nobody asks.
  void expect(void (*report)()) { report_ = report; }
  bool is_expected() const { return report_; }

  // From anywhere. Seen by serve(), by way of what wakes the one that serves. Only loads and stores, for processors
  // that have no more; who asks between the two gets the report that follows.
  void set() { asked_.store(true, std::memory_order_relaxed); }
  void serve() {
    if (!report_ || !asked_.load(std::memory_order_relaxed)) return;
    asked_.store(false, std::memory_order_relaxed);
    report_();
  }

 private:
  std::atomic<bool> asked_ = false;
  void (*report_)() = nullptr;
};

class no_report_request {
 public:
  static void expect(void (*)()) {}
  static constexpr bool is_expected() { return false; }
  static void set() {}
  static void serve() {}
};

using report_request = std::conditional_t<named, real_report_request, no_report_request>;

}  // namespace csp::core
