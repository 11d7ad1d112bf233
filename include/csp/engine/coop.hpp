// One thread, cooperative: a process waits by suspending its coroutine, and a loop resumes what is ready. What stays
// true:
//
// - Only the loop resumes frames, one at a time, the innermost of a party; await_suspend resumes nobody.
// - A party is in the run queue at most once, and who runs is not in it.
// - The loop runs on one thread at a time, and running_ says so.
#pragma once
#include "../core/build.hpp"
#include "../core/channel/source.hpp"
#include "../core/choice/alarm.hpp"
#include "../core/choice/timer_heap.hpp"
#include "../core/diagnostics/newest_frame.hpp"
#include "../core/engine.hpp"
#include "../core/process/unwind.hpp"
#include "../port/idle.hpp"
#include "../port/memory.hpp"
#include "process_name.hpp"
#include "report_request.hpp"

namespace csp::coop {

// Of the deferred ends, in the run queue of an engine.
template <class E>
inline constinit core::party<E> resolver{typename core::party<E>::plain_code()};

// Of which a program may have several, each with a loop, timers and sources of its own, on a thread or a core of its
// own. All is static: `Self` is what tells them apart.
template <class Self>
class basic_engine {
  using engine = Self;

 public:
  using party = core::party<engine>;

  struct seat : core::resumable {
    core::party<engine>* next;
  };
  struct scoped_lock {
    scoped_lock() {}
  };
  using lock_unless_held = scoped_lock;
  // For plain calls, which a value's own code might make. In a build without names nobody looks, to save flash.
  struct call_lock : scoped_lock {
    call_lock() {
      if (core::named && value_runs_) [[unlikely]]
        refuse_call();
    }
  };
  struct code_of_value {
    code_of_value() { value_runs_ = true; }
    code_of_value(const code_of_value&) = delete;
    code_of_value& operator=(const code_of_value&) = delete;
    ~code_of_value() { value_runs_ = false; }
  };
  struct timer {
    port::ticks deadline;
    timer* child;
    timer* next;
    timer* previous = nullptr;
  };
  // The options of a thread, of which only the name is used, in reports: sources are the same on every engine.
  class launch {
   public:
    void stack_size(std::size_t) {}
    void priority(unsigned) {}
    void name(const char* text) { name_.set(text); }
    std::string_view name() const { return name_.text(); }

   private:
    [[no_unique_address]] std::conditional_t<core::named, core::process_name, core::no_name> name_;
  };

  // Plain code runs only while no process can, so nothing has to be known of it.
  // A network is made by the thread that runs all of them.
  struct plain_thread {
    plain_thread() { require_thread(); }
  };
  struct plain_end {
    static constexpr void update(bool) {}
  };

  // While a network runs, other threads send by an interrupt_writer.
  static void require_thread() {
    if (port::tells_threads && running_) require_runner();
  }

  [[gnu::always_inline]] static void ready(core::party<engine>& p) {
    p.next = nullptr;
    (run_.first ? run_.last->next : run_.first) = &p;
    run_.last = &p;
  }

  static void proceed(core::party<engine>& p) {
    if (!run_.first) run_.last = &p;
    p.next = run_.first;
    run_.first = &p;
  }

  // A process that only calls waits for nothing, either.
  static void on_call(core::party<engine>& p) {
    if (--run_.calls != 0) return proceed(p);
    yield(p);
  }

  static void on_process_end(core::party<engine>& p) {
    run_.budget = full_budget;
    core::destroy_process(p);
  }

  // One that was ended from outside ends at its next wait, or when its budget is spent: a look at each operation would
  // cost every communication.
  static constexpr bool must_end(const core::party<engine>&) { return false; }

  [[gnu::always_inline]] static bool spend_budget() { return --run_.budget == 0; }
  static bool is_budget_spent() { return run_.budget == 0; }
  static void on_caught() {
    run_.budget = 1;
    deferred_.resolve(false);
  }
  static bool reschedule(core::party<engine>& me) { return move_to_back(me); }

  static bool wait(core::party<engine>&, scoped_lock&) {
    run_.budget = full_budget;
    return true;
  }

  static bool yield(core::party<engine>& me) {
    if (me.cancel_requested) me.exit_status = status::poisoned;
    return move_to_back(me);
  }

  // Runs the network until `me` is answered; false when nothing is left that could run.
  static bool block(core::party<engine>& me, scoped_lock&) {
    require_thread();
    call_lock();
    if (running_) misuse("plain code blocks inside a process; use co_await", "coop", 0);
    running_ = true;
    if constexpr (port::tells_threads) runner_ = port::this_thread_if_told();
    const bool answered = run_until(me);
    if constexpr (port::tells_threads) require_runner();  // two may have begun at the same time
    running_ = false;
    return answered;
  }

  static void arm(core::alarm<engine>& a) {
    outside_.ring_due = ring_due;
    outside_.sleep = sleep;
    timers_.add(a);
  }
  static void disarm(core::alarm<engine>& a) {
    if (timers_.contains(a)) timers_.remove(a);
  }

  // Sources are looked at, as long as they are watched, when the port has been woken.
  static bool watch(core::source<engine>& s) {
    outside_.refresh_sources = refresh_sources;
    outside_.end_sources = note_end;
    outside_.sleep = sleep;
    s.next_source = sources_;
    sources_ = &s;
    s.refresh();
    s.note_end(*s.channel);
    return true;
  }
  static void unwatch(core::source<engine>& s) {
    core::source<engine>** at = &sources_;
    while (*at != &s) at = &(*at)->next_source;
    *at = s.next_source;
    s.leave();
  }
  static void end_sources(core::rendezvous<engine>& at) {
    if (outside_.end_sources) [[unlikely]]
      outside_.end_sources(at);
  }
  static void wake() { port::wake(sleeper_); }

  // From now on `report` is called when it is asked for: as soon as the engine looks. False when it cannot be.
  static bool start_reports(void (*report)()) {
    report_request_.expect(report);
    return true;
  }
  static void stop_reports() { report_request_.expect(nullptr); }
  // From anywhere, a signal handler too.
  static void request_report() {
    report_request_.set();
    port::wake(sleeper_);
  }

  static bool start(core::child_process<engine>& child) {
    ready(*child.self);
    return true;
  }

  static status& unwind_reason() { return unwind_reason_; }
  static bool in_process() { return running_; }
  static core::deferred_ends<engine>& deferred() { return deferred_; }

  // At its next operation, or as soon as the running process waits; one that only calls or returns stays ahead.
  static void resolve_later() {
    run_.budget = 1;
    if (resolver<engine>.kind != core::wait_for::nothing) return;
    resolver<engine>.kind = core::wait_for::one;
    proceed(resolver<engine>);
  }

  static void* allocate(std::size_t bytes) noexcept { return newest_.on_allocated(port::allocate_frame(bytes), bytes); }
  static void release(void* frame, std::size_t bytes) noexcept {
    newest_.on_released(frame);
    port::release_frame(frame, bytes);
  }
  static const core::known_newest_frame& newest() { return newest_; }

  // What it sleeps by.
  static port::sleeper& sleeper() { return sleeper_; }

 private:
  static void require_runner() {
    if (runner_ != port::this_thread_if_told())
      misuse("a coop network is used by another thread than the one that runs it", "coop", 0);
  }

  [[gnu::cold, gnu::noinline]] static void refuse_call() {
    misuse("a payload uses a channel while it is moved or destroyed in a communication", "coop", 0);
  }

  static constexpr unsigned full_budget = 64;

  static bool move_to_back(core::party<engine>& me) {
    run_.budget = run_.calls = full_budget;
    ready(me);
    return true;
  }

  static bool run_until(core::party<engine>& me) {
    if (me.kind == core::wait_for::nothing) return true;  // answered while plain code waited for something else
    run_.budget = run_.calls = full_budget;
    for (;;) {
      core::party<engine>* const p = run_.first;
      if (!p) [[unlikely]] {
        if (!idle()) return false;
        continue;
      }
      run_.first = p->next;
      if (--run_.until_look == 0) look_around();
      if (p->is_alive()) [[likely]] {
        p->innermost.resume();
      } else {
        attend(*p);
        if (me.kind == core::wait_for::nothing) return true;
      }
    }
  }

  // While processes run: whose time has come?
  [[gnu::noinline]] static void look_around() {
    run_.until_look = full_budget;
    if (sources_ || report_request_.is_expected()) consume_wake();
    if (timers_.first()) outside_.ring_due();
  }

  // It may have been called for one that is gone.
  static void consume_wake() {
    if (!port::woken(sleeper_)) return;
    report_request_.serve();
    if (sources_) outside_.refresh_sources();
  }

  static void refresh_sources() {
    for (core::source<engine>* s = sources_; s; s = s->next_source) s->refresh();
  }

  static void note_end(core::rendezvous<engine>& at) {
    for (core::source<engine>* s = sources_; s; s = s->next_source) s->note_end(at);
  }

  static void ring_due() {
    const port::ticks now = port::now();
    while (timer* const t = timers_.first()) {
      if (now < t->deadline) return;
      timers_.remove(*t);
      static_cast<core::alarm<engine>&>(*t).ring();
    }
  }

  // Nobody can run: sleeps until somebody can. False when nothing is left that could wake anybody.
  [[gnu::noinline]] static bool idle() {
    for (;;) {
      consume_wake();
      if (run_.first) return true;
      if (!sources_ && !timers_.first()) return false;
      outside_.sleep();
      if (timers_.first()) outside_.ring_due();
    }
  }

  // A timer that never rings, or in vain, is forgotten: it hides no deadlock.
  static void sleep() {
    timer* const t = timers_.first();
    if (!t) return port::idle(sleeper_);
    const bool rings = t->deadline < port::never && !static_cast<core::alarm<engine>&>(*t).is_in_vain();
    rings ? port::idle_until(sleeper_, t->deadline) : forget(*t);
  }
  [[gnu::noinline]] static void forget(timer& t) { timers_.remove(t); }

  // What is not to be resumed: plain code that was answered, a process to destroy, the deferred ends.
  static void attend(core::party<engine>& p) {
    run_.budget = full_budget;
    if (!p.is_plain_code()) return core::destroy_process(p);
    p.kind = core::wait_for::nothing;
    if (&p == &resolver<engine>) deferred_.resolve(false);
  }

  // In one piece, so that small processors find all of it from one address.
  struct run_queue {
    core::party<engine>* first;
    core::party<engine>* last;
    unsigned budget;
    unsigned until_look;
    unsigned calls;
  };
  // What can wake the engine, as soon as there is such a thing: a program without timers, or without ends for
  // interrupts, carries nothing of them.
  struct from_outside {
    void (*ring_due)();
    void (*refresh_sources)();
    void (*end_sources)(core::rendezvous<engine>&);
    void (*sleep)();
  };
  static inline constinit from_outside outside_ = {};
  static inline constinit port::sleeper sleeper_;
  static inline constinit core::report_request report_request_;
  static inline constinit run_queue run_ = {nullptr, nullptr, full_budget, full_budget, full_budget};
  static inline core::source<engine>* sources_ = nullptr;
  static inline core::timer_heap<timer> timers_;
  static inline status unwind_reason_ = core::alive;
  static inline core::deferred_ends<engine> deferred_;
  static inline core::known_newest_frame newest_;
  static inline bool value_runs_ = false;  // in the midst of a communication
  // Volatile, so that it is asked anew whether another thread has broken the rule.
  static inline volatile bool running_ = false;
  static inline const void* volatile runner_ = nullptr;  // the thread, while it is
};

// The first, and the others.
struct [[CSP_BUILT_ALIKE]] engine : basic_engine<engine> {
  static constexpr unsigned id = 0;
};
template <unsigned N>
struct [[CSP_BUILT_ALIKE]] engine_on : basic_engine<engine_on<N>> {
  static_assert(N < core::most_engines, "csp: a program has at most 16 coop engines, coop_on<0> to coop_on<15>");
  static constexpr unsigned id = N;
};

}  // namespace csp::coop
