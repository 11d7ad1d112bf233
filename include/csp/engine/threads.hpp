// An operating system's thread for each process: it waits by blocking its thread. What stays true:
//
// - One mutex is the lock of all channels. A thread parks only after it has released it, and its parker keeps a wake-up
//   that comes before.
// - A frame is resumed and destroyed by the thread of its process alone.
// - awake_ counts who can still act, under the lock.
#pragma once
#include <csp/port/kernel.hpp>
#include <type_traits>
#include <utility>

#include "../core/build.hpp"
#include "../core/channel/source.hpp"
#include "../core/choice/alarm.hpp"
#include "../core/diagnostics/newest_frame.hpp"
#include "../core/engine.hpp"
#include "../core/process/unwind.hpp"
#include "../port/memory.hpp"
#include "awake.hpp"
#include "launch.hpp"
#include "report_request.hpp"
#include "service_thread.hpp"

namespace csp::threads {

class [[CSP_BUILT_ALIKE]] engine {
 public:
  static constexpr unsigned id = core::most_engines;

  struct seat : core::resumable {
    port::parker thread_parker;
    core::alarm<engine>* alarm = nullptr;  // the earliest of those that are armed
    bool sleeps = false;                   // it waits, and is not counted as awake
    bool watches_time = false;             // it waits with an alarm, and is counted
  };
  // A party waits for its own deadlines.
  struct timer {
    port::ticks deadline;
    core::alarm<engine>* later;  // of the same party
  };
  class scoped_lock {
   public:
    scoped_lock() { lock(); }
    ~scoped_lock() {
      if (locked_) unlock();
    }
    scoped_lock(const scoped_lock&) = delete;
    scoped_lock& operator=(const scoped_lock&) = delete;

    void lock() {
      if (lock_.is_mine()) [[unlikely]]
        misuse("a payload uses a channel while it is moved or destroyed in a communication", "threads", 0);
      lock_.acquire();
      locked_ = true;
    }
    void unlock() {
      locked_ = false;
      lock_.release();
    }

   private:
    bool locked_;
  };
  using call_lock = scoped_lock;
  // The lock is held, and every call finds it so.
  struct code_of_value {};
  // Values are moved with the lock held, and some of them are ends.
  class lock_unless_held {
   public:
    lock_unless_held() : mine_(!lock_.is_mine()) {
      if (mine_) lock_.acquire();
    }
    ~lock_unless_held() {
      if (mine_) lock_.release();
    }
    lock_unless_held(const lock_unless_held&) = delete;
    lock_unless_held& operator=(const lock_unless_held&) = delete;

   private:
    bool mine_;
  };
  using launch = threads::launch;
  class plain_thread;
  class tracked_end;
  struct untracked_end {
    static constexpr void update(bool) {}
  };
  // Without names nobody looks for deadlocks.
  using plain_end = std::conditional_t<core::named, tracked_end, untracked_end>;

  static constexpr void require_thread() {}

  static void ready(core::party<engine>& p) {
    awake_.on_wake(p);
    p.thread_parker.unpark();
  }

  // The loop in run() sees what is to be done next.
  static void proceed(core::party<engine>&) {}
  static void on_process_end(core::party<engine>&) {}
  // A process that only calls waits for nothing.
  static void on_call(core::party<engine>& me) {
    if (++own().calls % between_looks == 0) yield(me);
  }

  static bool must_end(const core::party<engine>& me) { return me.cancel_requested; }
  static bool spend_budget() { return has_deferred(); }
  static bool is_budget_spent() { return spend_budget(); }
  static void on_caught() { resolve_unlocked(); }
  static bool reschedule(core::party<engine>&) {
    resolve_unlocked();
    return false;
  }

  static bool wait(core::party<engine>& me, scoped_lock& lock) {
    if (has_deferred()) [[unlikely]]
      resolve_unlocked();
    if (me.alarm) [[unlikely]]
      return wait_with_alarm(me, lock);
    sleep_without_alarm(me);
    lock.unlock();
    me.thread_parker.park();
    return !me.is_alive();
  }
  static void still_waits(core::party<engine>& p) {
    if (p.watches_time) watch_time(p);
  }

  // With a deadline that never comes it waits as without.
  static void arm(core::alarm<engine>& a) {
    if (a.deadline >= port::never) return;
    core::alarm<engine>** at = &a.owner->alarm;
    while (*at && (*at)->deadline <= a.deadline) at = &(*at)->later;
    a.later = std::exchange(*at, &a);
  }
  static void disarm(core::alarm<engine>& a) {
    if (!a.owner) return;
    core::alarm<engine>** at = &std::exchange(a.owner, nullptr)->alarm;
    while (*at && *at != &a) at = &(*at)->later;
    if (*at) *at = a.later;
  }

  static bool yield(core::party<engine>& me) {
    port::yield_thread();
    deferred().resolve(false);
    scoped_lock lock;
    if (me.cancel_requested) me.exit_status = status::poisoned;
    return me.cancel_requested;
  }

  static bool block(core::party<engine>& me, scoped_lock& lock) {
    if (own().inside) misuse("plain code blocks inside a process; use co_await", "threads", 0);
    awake<engine>::blocked here{&me};
    awake_.on_block(here, own().networks != 0 && me.pending != 0);
    lock.unlock();
    me.thread_parker.park();
    lock.lock();
    awake_.on_unblock(here);
    return !here.in_vain || me.pending == 0;
  }

  // A thread of the engine's own serves the sources, from the first of them to the last.
  static bool watch(core::source<engine>& s) {
    const one_at_a_time alone;
    if (!sources_ && !source_service_.start("csp-interrupts", port::most_urgent, refresh_sources)) return false;
    scoped_lock lock;
    if (!sources_) awake_.add_source();
    s.next_source = sources_;
    sources_ = &s;
    s.refresh();
    s.note_end(*s.channel);
    return true;
  }
  static void unwatch(core::source<engine>& s);
  static void end_sources(core::rendezvous<engine>& at) {
    for (core::source<engine>* s = sources_; s; s = s->next_source) s->note_end(at);
  }
  // A signal handler may call this.
  static void wake() { source_service_.wake(); }

  // From now on a thread of its own calls `report` when it is asked for. False when the system refuses the thread.
  static bool start_reports(void (*report)()) {
    report_request_.expect(report);
    return report_service_.start("csp-reports", port::same_priority, serve_reports);
  }
  static void stop_reports() { report_service_.stop(); }
  // From anywhere, a signal handler too.
  static void request_report() {
    report_request_.set();
    report_service_.wake();
  }

  static bool start(core::child_process<engine>& child);

  static status& unwind_reason() { return own().unwind_reason; }
  static bool in_process() { return own().inside; }
  static core::deferred_ends<engine>& deferred() { return own().deferred; }
  static void resolve_later() {}

  static void* allocate(std::size_t bytes) noexcept {
    return newest().on_allocated(port::allocate_frame(bytes), bytes);
  }
  static void release(void* frame, std::size_t bytes) noexcept {
    newest().on_released(frame);
    port::release_frame(frame, bytes);
  }
  static core::known_newest_frame& newest() { return own().newest; }

 private:
  // What each thread has of its own.
  struct of_thread {
    core::known_newest_frame newest{};
    core::deferred_ends<engine> deferred{};
    unsigned networks = 0;  // that plain code has on this thread
    unsigned calls = 0;
    status unwind_reason = core::alive;
    bool inside = false;  // a process
  };
  static of_thread& own() { return port::thread_own<of_thread>(); }

  // Without exceptions there are none, and nobody asks which thread this is.
  static bool has_deferred() {
    if constexpr (std::is_empty_v<core::deferred_ends<engine>>) return false;
    return !deferred().empty();
  }

  class one_at_a_time {
   public:
    one_at_a_time() { source_mutex_.lock(); }
    one_at_a_time(const one_at_a_time&) = delete;
    one_at_a_time& operator=(const one_at_a_time&) = delete;
    ~one_at_a_time() { source_mutex_.unlock(); }
  };

  // The lock is held by a scoped_lock, which learns nothing of it.
  static void resolve_unlocked() {
    lock_.release();
    deferred().resolve(false);
    lock_.acquire();
  }

  // It is no longer awake, unless its wait is over.
  static void sleep_without_alarm(core::party<engine>& p) {
    if (p.pending != 0 && !p.sleeps) awake_.on_sleep(p);
  }
  [[gnu::noinline]] static bool wait_with_alarm(core::party<engine>& me, scoped_lock& lock) {
    const port::ticks deadline = watch_time(me);
    lock.unlock();
    park_until(me, deadline);
    me.watches_time = false;
    return !me.is_alive();
  }
  // When the next alarm of a party rings that waits; never, and then it is no longer awake. The lock is held.
  static port::ticks watch_time(core::party<engine>& p) {
    while (p.alarm && p.alarm->is_in_vain()) p.alarm = p.alarm->later;
    p.watches_time = p.alarm;
    if (p.alarm) return p.alarm->deadline;
    sleep_without_alarm(p);
    return port::never;
  }
  // Those of the same time ring together. What waits without an alarm afterwards is pinned by an extended read, or
  // waits for other parts.
  static port::ticks ring_until(core::party<engine>& me, port::ticks due) {
    const scoped_lock lock;
    while (me.alarm && me.alarm->deadline <= due) std::exchange(me.alarm, me.alarm->later)->ring();
    return watch_time(me);
  }
  static void park_until(core::party<engine>& me, port::ticks deadline) {
    while (deadline < port::never) {
      if (me.thread_parker.park_until(deadline)) return;
      deadline = ring_until(me, deadline);
    }
    me.thread_parker.park();  // returns at once when the wait is over
  }

  static void refresh_sources() {
    const scoped_lock lock;
    for (core::source<engine>* s = sources_; s; s = s->next_source) s->refresh();
  }
  static void serve_reports() { report_request_.serve(); }

  // A coroutine comes back here when it calls, returns or ends; never to wait.
  static void* run(void* party) {
    core::party<engine>& me = *static_cast<core::party<engine>*>(party);
    [[maybe_unused]] port::thread_own_here<of_thread> here;
    own().inside = true;
    while (me.is_alive()) me.innermost.resume();
    core::destroy_process(me);
    scoped_lock lock;
    awake_.remove();
    return nullptr;
  }

  static constexpr unsigned between_looks = 64;  // in calls

  static inline port::engine_lock lock_;
  static inline port::engine_mutex source_mutex_;  // taken before lock_
  static inline core::source<engine>* sources_ = nullptr;
  static inline service_thread source_service_;
  static inline core::report_request report_request_;
  static inline service_thread report_service_;
  static inline unsigned started_ = 0;
  static inline awake<engine> awake_;
};

// A network of plain code, which may act as long as it is not blocked.
class engine::plain_thread {
 public:
  plain_thread() {
    const scoped_lock lock;
    awake_.add_network();
    if (own().networks++ == 0) awake_.add();
  }
  ~plain_thread() {
    const scoped_lock lock;
    awake_.remove_network();
    if (--own().networks == 0) awake_.remove();
  }
  plain_thread(const plain_thread&) = delete;
  plain_thread& operator=(const plain_thread&) = delete;
};

// Knows whether an end is in the hands of plain code: made or moved there, and not into the frame of a process.
class engine::tracked_end {
 public:
  tracked_end() = default;
  tracked_end(const tracked_end&) = delete;
  tracked_end& operator=(const tracked_end&) = delete;
  ~tracked_end() { update(false); }

  void update(bool end) {
    const bool now = end && !own().inside && !newest().contains(this);
    if (now == counted_) return;
    counted_ = now;
    const lock_unless_held lock;
    now ? awake_.add_source() : awake_.remove_source();
  }

 private:
  bool counted_ = false;
};

// One that was refused its thread is not among them.
inline void engine::unwatch(core::source<engine>& s) {
  const one_at_a_time alone;
  {
    scoped_lock lock;
    core::source<engine>** at = &sources_;
    while (*at && *at != &s) at = &(*at)->next_source;
    if (!*at) return;
    *at = s.next_source;
    s.leave();
    if (sources_) return;
    awake_.remove_source();
  }
  source_service_.stop();
}

inline bool engine::start(core::child_process<engine>& child) {
  newest() = {};  // its parameters are complete, and another thread will release it
  unsigned number = 0;
  {
    const scoped_lock lock;
    awake_.add();
    number = ++started_;
  }
  if (child.launch.begin(run, child.self, number)) return true;
  const scoped_lock lock;
  awake_.remove();
  return false;
}

}  // namespace csp::threads
