// Where one network runs: its channels, and the pages on which its processes write.
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
class place {
 public:
  place() = default;
  place(const place&) = delete;
  place& operator=(const place&) = delete;
  virtual ~place() = default;
  virtual reader in() = 0;
  virtual writer out() = 0;
  virtual bool poison() { return false; }  // false: it can be poisoned through its ends only
  virtual std::uint32_t dropped() const { return 0; }
  virtual bool holds(const void*) const { return false; }
  virtual void open() {}  // all ends have been handed out
};

std::unique_ptr<place> make_place(kind k);

class stage {
 public:
  explicit stage(const network& n);
  stage(const stage&) = delete;
  stage& operator=(const stage&) = delete;
  ~stage();

  // A new process. When the network is full, no more are to come.
  int cast(const script* plan, int parent, int caller, int family);
  bool full() const { return cast_ >= most_roles - 64; }
  // Nor many more values.
  bool has_enough_values() const { return made_ >= most_values / 2; }
  int new_family() { return families_++; }
  role& role_of(int p) { return roles_[static_cast<std::size_t>(p)]; }
  // The number of a new value.
  int make(int maker);
  history& history_of(int value) { return values_[static_cast<std::size_t>(value)]; }
  int place_of(const void* address) const;
  // A text with the name of a process; once the process runs, it is no more.
  const char* name_for(int p);
  void forget_name(int p);
  // The process of that name. Another is a fault.
  int process_named(std::string_view name);
  void fault(std::string what);

  // Whoever runs on this thread writes here.
  void note(act happened, int what = 0, int where = 0, bool of_reader = false);
  // Nothing can run any more: all will be ended.
  void deadlock() { deadlock_at_ = ++stamps_; }

  // Once nothing runs any more.
  story told();

  const network& plan;
  std::vector<std::unique_ptr<place>> places;
  csp::channel<parcel> spare_in, spare_out;  // where the guards are that a choice does not use

  static inline stage* now = nullptr;
  static inline thread_local role* writing = nullptr;

 private:
  void clear();

  static constexpr int most_roles = 200;
  static constexpr int most_values = 8000;

  std::atomic<unsigned> stamps_ = 0;
  unsigned deadlock_at_ = 0;
  std::atomic<int> cast_ = 0;
  std::atomic<std::int16_t> families_ = 0;
  std::atomic<int> made_ = 0;
  std::vector<role> roles_;
  std::vector<history> values_;
  std::vector<std::array<char, 16>> names_;
  std::mutex mutex_;
  std::vector<std::string> faults_;
};

// Writes for another process for a while.
class hand {
 public:
  explicit hand(role& whose) : before_(std::exchange(stage::writing, &whose)) {}
  hand(const hand&) = delete;
  hand& operator=(const hand&) = delete;
  ~hand() { stage::writing = before_; }

 private:
  role* before_;
};

}  // namespace lossless
