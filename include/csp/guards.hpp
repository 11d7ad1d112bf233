// The guards of a choice: what in.into(x), out.from(v), after(d), at(t), skip() and when(c, g) make.
// Each is a small description; its node, which waits, lives in the choice.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "clock.hpp"
#include "core/channel/meet.hpp"
#include "core/choice/choice.hpp"
#include "result.hpp"

namespace csp::detail {

// A lvalue's copy that could run code of the user's is made before the choice begins, not when it commits.
template <class T>
inline constexpr bool copied_first = std::is_copy_constructible_v<T> && !std::is_trivially_copyable_v<T>;

namespace guards {

// What a choice asks of every node.
// waits_for  at a channel, my_end is its side too
// prepare    before each choice, without the lock: `now` is read when `timed`
// publish    after it, with the lock: tells the choice whether it is ready and admitted
// finish     after it was chosen
// has_fast_path  may be met without a choice, when no guard blocks the fast path: asked with the lock
struct node {
  static constexpr core::guard_kind waits_for = core::guard_kind::nothing;
  static constexpr bool timed = false;          // has a deadline
  static constexpr bool needs_prepare = false;  // has something to prepare
  static constexpr bool may_be_kept = true;     // may stand in a choice that is kept
  static constexpr bool has_fast_path = false;
  static bool admitted() { return true; }
  static void prepare(port::ticks) {}
  template <class E>
  static void publish(core::choice<E>&) {}
  void finish() {}
};

// Calls f(node): the node itself, or the one that stands in it.
template <class Node, class F>
[[gnu::always_inline]] inline void visit(Node& n, F& f) {
  if constexpr (requires { n.visit(f); }) {
    n.visit(f);
  } else {
    f(n);
  }
}

// A value that is copied before it is known whether it goes out.
template <class T>
class copy_of {
 public:
  copy_of() = default;
  copy_of(const copy_of&) = delete;
  copy_of& operator=(const copy_of&) = delete;
  ~copy_of() { drop(); }

  void make(const T& from) {
    drop();
    value_.fill(from);
    made_ = true;
  }
  T* value() { return &value_.value; }

 private:
  void drop() {
    if (made_) value_.destroy();
    made_ = false;
  }

  core::manual_lifetime<T> value_;
  bool made_ = false;
};

}  // namespace guards

// The node of a guard at a channel.
namespace guards {

template <class T, core::side S, class E>
class at_channel : public node, public core::guard_offer<E> {
 public:
  static constexpr core::guard_kind waits_for = core::guard_kind::channel;
  static constexpr core::side my_end = S;
  static constexpr bool has_fast_path = true;

  // Nobody waits there who is not in the queue, and the channel has not ended.
  bool blocks_fast_path() const { return this->channel->needs_slow_path(); }
  bool has_partner() const { return this->channel->first_partner(S); }
  bool meet_alone() {
    core::rendezvous<E>& here = *this->channel;
    if (!core::meet_alone<T, S>(here, here.first_partner(S), static_cast<T*>(this->payload))) return false;
    this->answer = status::done;
    return true;
  }

  // Commits with any partner that waits; false when there is none.
  static bool meet_any(core::guard_offer<E>& b) {
    auto& mine = static_cast<at_channel&>(b);
    core::rendezvous<E>& here = *b.channel;
    T* const value = static_cast<T*>(b.payload);
    if (!core::meet_alone<T, S>(here, here.first_partner(S), value))
      return core::meet_any<T, S>(here, value, mine.evicted(), b.owner_choice);
    if (!here.may_meet(S)) b.owner_choice->remove_hint(b.index);
    return true;
  }

 private:
  core::evicted_value<T>* evicted() {
    if constexpr (S == core::side::writer) {
      return &evicted_;
    } else {
      return nullptr;
    }
  }

 protected:
  at_channel(core::rendezvous<E>& at, bool ends, bool from_end) : core::guard_offer<E>(at, S, ends, from_end) {}
  at_channel(const at_channel& n) : node(), core::guard_offer<E>(n) {}

  [[no_unique_address]] std::conditional_t<S == core::side::writer, core::evicted_value<T>, core::unit> evicted_;
};

}  // namespace guards

// in.into(x): x gets the value when the choice is over.
template <class T, class E>
struct input {
  using engine = E;
  using carried = core::payload_of<T>;

  core::rendezvous<E>* at;
  carried* to;  // null for a signal
  bool by_end;

  // A value that can be copied byte by byte goes straight to its place.
  static constexpr bool direct = std::is_trivially_copyable_v<carried> && !std::is_void_v<T>;

  class node : public guards::at_channel<carried, core::side::reader, E> {
    using base = guards::at_channel<carried, core::side::reader, E>;

   public:
    explicit node(const input& i) : base(*i.at, true, i.by_end) { set_payload(i.to); }
    node(const node& n) : base(n) { set_payload(n.target()); }
    ~node() {
      if constexpr (!direct)
        if (this->answer == status::done) incoming_.value.destroy();
    }

    void finish() {
      if constexpr (!direct) this->answer = core::undecided;
      if constexpr (!direct && !std::is_void_v<T>) *incoming_.to = incoming_.value.take();
    }

   private:
    // Where the value waits until the choice is over.
    struct incoming {
      carried* to;
      core::manual_lifetime<carried> value;
    };

    void set_payload(carried* where) {
      if constexpr (direct) {
        this->payload = where;
      } else {
        incoming_.to = where;
        this->payload = &incoming_.value.value;
      }
    }
    carried* target() const {
      if constexpr (direct) {
        return static_cast<carried*>(this->payload);
      } else {
        return incoming_.to;
      }
    }

    [[no_unique_address]] std::conditional_t<direct, core::unit, incoming> incoming_;
  };
};

// in.into(r), r a result: ready on closed and poisoned, too.
template <class T, class E>
struct reporting_input {
  using engine = E;
  using carried = core::payload_of<T>;

  core::rendezvous<E>* at;
  result<T>* to;
  bool by_end;

  class node : public guards::at_channel<carried, core::side::reader, E> {
    using base = guards::at_channel<carried, core::side::reader, E>;

   public:
    explicit node(const reporting_input& i) : base(*i.at, false, i.by_end), to_(i.to) { this->payload = &value_.value; }
    node(const node& n) : base(n), to_(n.to_) { this->payload = &value_.value; }
    ~node() {
      if (this->answer == status::done) value_.destroy();
    }

    void finish() {
      const status how = std::exchange(this->answer, core::undecided);
      *to_ = take_result(how);
    }

   private:
    result<T> take_result(status how) {
      if constexpr (!std::is_void_v<T>)
        if (how == status::done) return result<T>(std::in_place, value_.take());
      return how;
    }

    result<T>* to_;
    core::manual_lifetime<carried> value_;
  };
};

// out.from(v): v, or a copy of it, goes out when the choice commits.
template <class T, bool Lvalue, class E>
struct output {
  using engine = E;
  using carried = core::payload_of<T>;

  core::rendezvous<E>* at;
  carried* value;  // null for a signal
  bool by_end;

  static constexpr bool copies = Lvalue && copied_first<carried>;

  class node : public guards::at_channel<carried, core::side::writer, E> {
    using base = guards::at_channel<carried, core::side::writer, E>;

   public:
    static constexpr bool needs_prepare = copies;
    static constexpr bool may_be_kept = Lvalue;
    static constexpr bool has_fast_path = !copies;

    explicit node(const output& o) : base(*o.at, true, o.by_end), value_(o.value) { set_payload(); }
    node(const node& n) : base(n), value_(n.value_) { set_payload(); }

    void prepare(port::ticks) {
      if constexpr (copies) {
        copy_.make(*value_);
        this->payload = copy_.value();
      }
    }
    void finish() {
      if constexpr (!std::is_trivially_destructible_v<carried>) this->evicted_.clear();
    }

   private:
    void set_payload() {
      if constexpr (std::is_void_v<T>) {
        this->payload = &copy_;
      } else {
        this->payload = value_;
      }
    }

    carried* value_;
    [[no_unique_address]] std::conditional_t<copies, guards::copy_of<carried>, core::unit> copy_;
  };
};

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
    static bool meet_alone() { return false; }

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

// when(c, g): g, if c holds when the choice begins. c is a function, of which the choice has a copy, or refers to a
// flag (std::ref), and is asked once before each choice, unless an outer `when` does not hold; or whatever a condition
// may be, and is asked where it stands, once.
template <class Condition, class G>
struct conditional {
  using engine = typename G::engine;

  Condition condition;
  G guard;

  class node : public G::node {
   public:
    static constexpr bool needs_prepare = true;
    static constexpr bool has_fast_path = G::node::has_fast_path && !std::invocable<Condition&>;

    bool blocks_fast_path() const { return admitted_ && G::node::blocks_fast_path(); }
    bool has_partner() const { return admitted_ && G::node::has_partner(); }

    explicit node(const conditional& c) : G::node(c.guard), condition_(c.condition) {
      if constexpr (!std::invocable<Condition&>) admitted_ = condition_;
      this->wanted = admitted();
    }
    bool admitted() const { return admitted_ && G::node::admitted(); }

    void prepare(port::ticks at) {
      if constexpr (std::invocable<Condition&>) admitted_ = static_cast<bool>(condition_());
      if (admitted_) G::node::prepare(at);
    }
    void publish(core::choice<engine>& c) {
      if constexpr (std::invocable<Condition&>) c.admit(this->index, admitted());
      if (admitted_) G::node::publish(c);
    }

   private:
    Condition condition_;
    bool admitted_ = true;  // a function has not been asked yet
  };
};

template <class G>
concept guard = requires {
  typename G::engine;
  typename G::node;
  requires std::derived_from<typename G::node, guards::node>;
};

namespace conditions {

// A function without parameters: asked before each choice.
template <class C>
concept asked = requires(C& c) { static_cast<bool>(c()); };

// A std::reference_wrapper, or what is like it: what it refers to is asked before each choice.
template <class C>
concept referring = !asked<C> && requires(const C& c) {
  { c.get() } -> std::convertible_to<const typename C::type&>;
  requires std::is_lvalue_reference_v<decltype(c.get())>;
  static_cast<bool>(c.get());
};

template <referring C>
struct referred {
  C to;
  bool operator()() const { return static_cast<bool>(to.get()); }
};

// What is kept of a condition: of anything else, what it is when the guard is made.
template <class C>
struct kept {
  using type = bool;
};
template <asked C>
struct kept<C> {
  using type = C;
};
template <referring C>
struct kept<C> {
  using type = referred<C>;
};

template <class C>
concept condition = asked<C> || referring<C> || std::constructible_from<bool, const C&>;

template <class C>
using kept_of = typename kept<std::decay_t<C>>::type;

}  // namespace conditions

}  // namespace csp::detail

namespace csp {

template <class C, detail::guard G>
  requires detail::conditions::condition<std::decay_t<C>>
auto when(C&& given, G g) {
  using kept = detail::conditions::kept_of<C>;
  return detail::conditional<kept, G>{kept(std::forward<C>(given)), g};
}

}  // namespace csp
