// Where one network runs: its channels, and the logs of its processes.
#pragma once
#include <csp/csp.hpp>
#include <deque>
#include <memory>
#include <mutex>

#include "parcel.hpp"
#include "trace.hpp"

namespace lossless {

using reader = csp::reader<parcel>;
using writer = csp::writer<parcel>;

// A channel of any kind.
class any_channel {
 public:
  any_channel() = default;
  any_channel(const any_channel&) = delete;
  any_channel& operator=(const any_channel&) = delete;
  virtual ~any_channel() = default;
  virtual reader in() = 0;
  virtual writer out() = 0;
  virtual bool poison() { return false; }  // false: it can be poisoned through its ends only
  virtual std::uint32_t dropped() const { return 0; }
  virtual bool holds(const void*) const { return false; }
  virtual void open() {}  // all ends have been handed out
};

std::unique_ptr<any_channel> make_any_channel(kind k);

class fixture {
 public:
  explicit fixture(const network& n);
  fixture(const fixture&) = delete;
  fixture& operator=(const fixture&) = delete;
  ~fixture();

  // A new process. When the network is full, no more are to come.
  int add_process(const program* plan, int parent, int caller, int family);
  bool full() const { return process_count_ >= most_processes - 64; }
  // Nor many more values.
  bool has_enough_values() const { return made_ >= most_values / 2; }
  int new_family() { return families_++; }
  process_log& log_of(int p) { return logs_[static_cast<std::size_t>(p)]; }
  // The number of a new value.
  int make(int maker);
  history& history_of(int value) { return values_[static_cast<std::size_t>(value)]; }
  int channel_at(const void* address) const;
  // A text with the name of a process; once the process runs, it is no more.
  const char* name_for(int p);
  void forget_name(int p);
  // The process of that name. Another is a fault.
  int process_named(std::string_view name);
  void fault(std::string what);

  // Whoever runs on this thread writes here.
  void note(event_kind happened, int what = 0, int where = 0, bool of_reader = false);
  // Nothing can run any more: all will be ended.
  void deadlock() { deadlock_at_ = ++stamps_; }

  // Once nothing runs any more.
  trace take_trace();

  const network& plan;
  std::vector<std::unique_ptr<any_channel>> channels;
  csp::channel<parcel> spare_in, spare_out;  // where the guards are that a choice does not use

  static inline fixture* current = nullptr;
  static inline thread_local process_log* log_of_thread = nullptr;

 private:
  void clear();

  static constexpr int most_processes = 200;
  static constexpr int most_values = 8000;

  std::atomic<unsigned> stamps_ = 0;
  unsigned deadlock_at_ = 0;
  std::atomic<int> process_count_ = 0;
  std::atomic<std::int16_t> families_ = 0;
  std::atomic<int> made_ = 0;
  std::vector<process_log> logs_;
  std::vector<history> values_;
  std::vector<std::array<char, 16>> names_;
  std::mutex mutex_;
  std::vector<std::string> faults_;
};

// Writes for another process for a while.
class log_scope {
 public:
  explicit log_scope(process_log& whose) : before_(std::exchange(fixture::log_of_thread, &whose)) {}
  log_scope(const log_scope&) = delete;
  log_scope& operator=(const log_scope&) = delete;
  ~log_scope() { fixture::log_of_thread = before_; }

 private:
  process_log* before_;
};

}  // namespace lossless
