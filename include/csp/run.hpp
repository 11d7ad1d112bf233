// From plain code into a network of processes and back.
#pragma once
#include "core/language.hpp"

#include "core/process/start.hpp"
#include "process.hpp"
#include "report.hpp"
#include "report_for_debuggers.hpp"

namespace csp {

// A network that runs beside plain code: it starts when it is made; plain code then uses the blocking
// forms, `in.next().wait()` and `out.send(v).wait()`, and wait() at the end. On `coop` the processes run
// only while plain code waits. Destroyed early, it ends its processes as by poison and waits for them. It belongs to
// the thread that made it. On `threads`, other plain threads take part by holding ends: nothing else tells that they
// are there.
template <class T, class E>
class basic_network {
 public:
  explicit basic_network(basic_process_of<T, E> outermost, core::site here = core::site::here())
      : outermost_(std::move(outermost)) {
    detail::reports::enlist<E>();  // before a process runs, which may be stopped at once
    children_.adopt(outermost_);
    core::start(children_, me_, here);
    typename E::scoped_lock lock;
    finished_ = children_.try_finish();
  }
  basic_network(const basic_network&) = delete;
  basic_network& operator=(const basic_network&) = delete;
  ~basic_network() {
    if (!finished_) stop();
  }

  // Waits until the outermost process has ended and returns how: its value, or why there is none, or
  // deadlock when nothing can ever run again: that is reported, see report.hpp, and all processes are ended as by
  // poison. An exception that left it comes out here. Called once, by the thread that made it.
  returned<T> wait() {
    const bool answered = finished_ || join();
    if (!answered) {
      detail::reports::tell_deadlock<E>();
      stop();
    }
    finished_ = true;
    outermost_.error.rethrow();
    if (!answered) return status::deadlock;
    return outermost_.result();
  }

 private:
  bool join() {
    typename E::scoped_lock lock;
    return E::block(me_, lock);
  }

  void stop() {
    {
      typename E::scoped_lock lock;
      core::cancel_children(children_);
    }
    join();
  }

  basic_process_of<T, E> outermost_;
  core::child_group<E> children_;
  core::party<E> me_{typename core::party<E>::plain_code()};
  [[no_unique_address]] core::network_entry<E> entry_{children_};
  [[no_unique_address]] typename E::plain_thread thread_;
  bool finished_ = false;
};

// Runs a process, and all that it starts, to the end, and returns how it ended; see basic_network::wait.
// Plain code only: inside a process, call the other with co_await.
template <detail::process_type P>
returned<typename P::value_type> run(P outermost, core::site here = core::site::here()) {
  return basic_network<typename P::value_type, typename P::engine>(std::move(outermost), here).wait();
}

}  // namespace csp
