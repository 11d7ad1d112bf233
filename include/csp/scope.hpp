// scope: processes that are started one by one, and a frame that outlives them all.
#pragma once
#include "parallel.hpp"

namespace csp::detail {

template <class E, class Body>
class scoped;

}  // namespace csp::detail

namespace csp {

// What the body of a scope spawns with. It may be handed on to the processes in the scope.
template <class E>
class basic_spawner {
 public:
  explicit basic_spawner(core::child_group<E>& into) : children_(&into) {}
  basic_spawner(const basic_spawner&) = delete;
  basic_spawner& operator=(const basic_spawner&) = delete;

  // Starts a process in the scope: done. Else it never runs and its ends are given up, the others are unharmed:
  // no_memory, for its frame or for what the scope keeps of it; failed, when the system refuses a thread; poisoned,
  // when the scope is being ended.
  status spawn(basic_process_of<void, E> process, core::site here = core::site::here()) {
    if (!process.has_frame(here)) return status::no_memory;
    if (has_many_finished()) sweep();
    void* const memory = E::allocate(sizeof(kept));
    if (!memory) return status::no_memory;
    kept* const child = ::new (memory) kept(std::move(process));
    if (!enrol(*child)) {
      release(child);
      return status::poisoned;
    }
    const bool started = E::start(*child);
    if (!started) refuse(*child);
    link(*child);
    return started ? status::done : status::failed;
  }

 private:
  using kept = basic_process_of<void, E>;
  template <class, class>
  friend class detail::scoped;

  // For the scope, while its body's process is there: releases what is kept of all.
  void release_all() {
    for (core::child_process<E>* child = std::exchange(children_->first->next, nullptr); child;)
      release(static_cast<kept*>(std::exchange(child, child->next)));
  }

  bool enrol(kept& child) {
    typename E::scoped_lock lock;
    if (children_->ending) return false;
    children_->enrol(child);
    return true;
  }

  // Only now another process in the scope may find it, to end it or, when it is over, to release it.
  void link(kept& child) {
    typename E::scoped_lock lock;
    children_->link(child);
    ++spawned_;
    if (children_->ending) core::cancel_children(*children_);
  }

  // Its outcome is not the scope's: spawn has told it.
  void refuse(kept& child) {
    core::set_exit_status<E>(*child.self, status::failed);
    core::destroy_frames(*child.self);
    child.outcome = status::done;
    typename E::scoped_lock lock;
    children_->leave(child);
  }

  static void release(kept* child) {
    child->~kept();
    E::release(child, sizeof(kept));
  }

  // So that what is kept of those that are over stays in proportion to those that live.
  bool has_many_finished() {
    typename E::scoped_lock lock;
    return spawned_ > 2 * children_->unfinished + 4;
  }

  // Releases what is kept of those that are over. The body's, the first, belongs to the scope, and so does who holds an
  // exception.
  void sweep() {
    core::child_process<E>* finished = unlink();
    while (finished) release(static_cast<kept*>(std::exchange(finished, finished->next)));
  }

  core::child_process<E>* unlink() {
    typename E::scoped_lock lock;
    core::child_process<E>* finished = nullptr;
    core::child_process<E>* before = children_->first;
    while (core::child_process<E>* const child = before->next) {
      if (child->started_by || child->error.has_happened()) {
        before = child;
        continue;
      }
      before->next = child->next;
      child->next = std::exchange(finished, child);
      --spawned_;
    }
    children_->last = before;
    return finished;
  }

  core::child_group<E>* children_;
  std::uint32_t spawned_ = 0;  // and not released yet
};

namespace detail {

// A scope being run: its body and all that was spawned into it.
template <class E, class Body>
class [[nodiscard("csp: a scope does nothing until it is awaited")]] scoped
    : public parallel<E>,
      public awaited_where_made<scoped<E, Body>> {
 public:
  explicit scoped(Body&& body) : spawner_(this->children()), body_(std::move(body)), process_(body_(spawner_)) {
    this->adopt(process_);
  }
  ~scoped() { spawner_.release_all(); }

  // Ends the caller too when a process in it was ended: by closed, by poison, for lack of memory.
  auto or_end() && { return awaited_par(*this, true); }

  // The worst that happened to one of them.
  outcome results() {
    this->rethrow();
    return this->worst();
  }

 private:
  basic_spawner<E> spawner_;
  Body body_;
  basic_process_of<void, E> process_;
};

}  // namespace detail

}  // namespace csp
