// What after(d), at(t) and skip() make: guards that nobody comes to.
#pragma once
#include "core/language.hpp"

#include "clock.hpp"
#include "guard_node.hpp"

namespace csp::detail {

// after(d): ready when the choice has waited so long; of zero: at once.
template <class E>
struct timeout {
  using engine = E;

  port::ticks delay;

  class node : public guards::node, public core::guard_node<E> {
   public:
    static constexpr bool timed = true;
    static constexpr bool needs_prepare = true;
    static constexpr bool has_fast_path = true;

    explicit node(const timeout& t) : core::guard_node<E>(core::guard_kind::time), delay_(t.delay) {}

    bool blocks_fast_path() const { return delay_ == 0; }
    static bool has_partner() { return false; }
    static bool try_meet_alone() { return false; }

    void publish(core::choice<E>& c) { c.set_ready(this->index, delay_ == 0); }
    port::ticks deadline_after(port::ticks now) const { return core::deadline(now, delay_); }

   private:
    port::ticks delay_;
  };
};

// at(t): ready from then on.
template <class E>
struct point {
  using engine = E;

  port::ticks deadline;

  class node : public guards::node, public core::guard_node<E> {
   public:
    static constexpr bool timed = true;
    static constexpr bool needs_prepare = true;

    explicit node(const point& p) : core::guard_node<E>(core::guard_kind::time), deadline_(p.deadline) {}

    void prepare(port::ticks now) { due_ = now >= deadline_; }
    void publish(core::choice<E>& c) { c.set_ready(this->index, due_); }
    port::ticks deadline_after(port::ticks) const { return deadline_; }

   private:
    port::ticks deadline_;
    bool due_ = false;
  };
};

// skip(): always ready.
template <class E>
struct skipping {
  using engine = E;

  class node : public guards::node, public core::guard_node<E> {
   public:
    static constexpr bool needs_prepare = true;

    explicit node(const skipping&) : core::guard_node<E>(core::guard_kind::nothing) {}

    void publish(core::choice<E>& c) { c.set_ready(this->index, true); }
  };
};

}  // namespace csp::detail
