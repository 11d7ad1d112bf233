// The guards of a choice: what in.into(x), out.from(v), after(d), at(t), skip() and when(c, g) make.
// Each is a small description; its node, which waits, lives in the choice.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "clock.hpp"
#include "core/choice.hpp"
#include "core/meet.hpp"
#include "result.hpp"

namespace csp {

// A lvalue's copy that could run code of the user's is made before the choice begins, not when it commits.
template <class T>
inline constexpr bool copied_first = std::is_copy_constructible_v<T> && !std::is_trivially_copyable_v<T>;

namespace guards {

// What a choice asks of every node.
// waits_for  at a channel, my_end is its side too
// prepare    before each choice, without the lock: `now` is read when `timed`
// settle     after it, with the lock: tells the choice whether it is ready and admitted
// finish     after it was chosen
// quick      it may be met without a choice, when neither it nor any other guard has a hurdle: asked with the lock
struct node {
  static constexpr core::wants waits_for = core::wants::nothing;
  static constexpr bool timed = false;   // has a deadline
  static constexpr bool varies = false;  // has something to prepare
  static constexpr bool kept = true;     // may stand in a choice that is kept
  static constexpr bool quick = false;
  static bool admitted() { return true; }
  static void prepare(port::ticks) {}
  template <class E>
  static void settle(core::choice<E>&) {}
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
  T* place() { return &value_.value; }

 private:
  void drop() {
    if (made_) value_.destroy();
    made_ = false;
  }

  core::slot<T> value_;
  bool made_ = false;
};

}  // namespace guards

// The node of a guard at a channel.
namespace guards {

template <class T, core::side S, class E>
class at_channel : public node, public core::branch<E> {
 public:
  static constexpr core::wants waits_for = core::wants::channel;
  static constexpr core::side my_end = S;
  static constexpr bool quick = true;

  // Nobody waits there who is not in the queue, and the channel has not ended.
  bool has_hurdle() const { return this->channel->needs_thought(); }
  bool has_partner() const { return this->channel->first_partner(S); }
  bool meet_alone() {
    core::rendezvous<E>& here = *this->channel;
    if (!core::meet_alone<T, S>(here, here.first_partner(S), static_cast<T*>(this->slot))) return false;
    this->answer = status::done;
    return true;
  }

  // Commits with any partner that waits; false when there is none.
  static bool meet_any(core::branch<E>& b) {
    auto& mine = static_cast<at_channel&>(b);
    core::rendezvous<E>& here = *b.channel;
    T* const value = static_cast<T*>(b.slot);
    if (!core::meet_alone<T, S>(here, here.first_partner(S), value))
      return core::meet_any<T, S>(here, value, mine.over(), b.of);
    if (!here.may_meet(S)) b.of->unhint(b.place);
    return true;
  }

 private:
  core::leftover<T>* over() {
    if constexpr (S == core::side::writer) {
      return &over_;
    } else {
      return nullptr;
    }
  }

 protected:
  at_channel(core::rendezvous<E>& at, bool is_plain, bool from_end) : core::branch<E>(at, S, is_plain, from_end) {}
  at_channel(const at_channel& n) : node(), core::branch<E>(n) {}

  [[no_unique_address]] std::conditional_t<S == core::side::writer, core::leftover<T>, core::unit> over_;
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
    explicit node(const input& i) : base(*i.at, true, i.by_end) { stand(i.to); }
    node(const node& n) : base(n) { stand(n.target()); }
    ~node() {
      if constexpr (!direct)
        if (this->answer == status::done) value_.place.destroy();
    }

    void finish() {
      if constexpr (!direct) this->answer = status::would_wait;
      if constexpr (!direct && !std::is_void_v<T>) *value_.to = value_.place.take();
    }

   private:
    // Where the value waits until the choice is over.
    struct waiting_room {
      carried* to;
      core::slot<carried> place;
    };

    void stand(carried* where) {
      if constexpr (direct) {
        this->slot = where;
      } else {
        value_.to = where;
        this->slot = &value_.place.value;
      }
    }
    carried* target() const {
      if constexpr (direct) {
        return static_cast<carried*>(this->slot);
      } else {
        return value_.to;
      }
    }

    [[no_unique_address]] std::conditional_t<direct, core::unit, waiting_room> value_;
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
    explicit node(const reporting_input& i) : base(*i.at, false, i.by_end), to_(i.to) { this->slot = &value_.value; }
    node(const node& n) : base(n), to_(n.to_) { this->slot = &value_.value; }
    ~node() {
      if (this->answer == status::done) value_.destroy();
    }

    void finish() {
      const status how = std::exchange(this->answer, status::would_wait);
      *to_ = answered(how);
    }

   private:
    result<T> answered(status how) {
      if constexpr (!std::is_void_v<T>)
        if (how == status::done) return result<T>(std::in_place, value_.take());
      return how;
    }

    result<T>* to_;
    core::slot<carried> value_;
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
    static constexpr bool varies = copies;
    static constexpr bool kept = Lvalue;
    static constexpr bool quick = !copies;

    explicit node(const output& o) : base(*o.at, true, o.by_end), value_(o.value) { stand(); }
    node(const node& n) : base(n), value_(n.value_) { stand(); }

    void prepare(port::ticks) {
      if constexpr (copies) {
        copy_.make(*value_);
        this->slot = copy_.place();
      }
    }
    void finish() {
      if constexpr (!std::is_trivially_destructible_v<carried>) this->over_.clear();
    }

   private:
    void stand() {
      if constexpr (std::is_void_v<T>) {
        this->slot = &copy_;
      } else {
        this->slot = value_;
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

  class node : public guards::node, public core::option<E> {
   public:
    static constexpr bool timed = true;
    static constexpr bool varies = true;
    static constexpr bool quick = true;

    explicit node(const timeout& t) : core::option<E>(core::wants::time), delay_(t.delay) {}

    bool has_hurdle() const { return delay_ == 0; }
    static bool has_partner() { return false; }
    static bool meet_alone() { return false; }

    void settle(core::choice<E>& c) { c.set_ready(this->place, delay_ == 0); }
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

  class node : public guards::node, public core::option<E> {
   public:
    static constexpr bool timed = true;
    static constexpr bool varies = true;

    explicit node(const point& p) : core::option<E>(core::wants::time), deadline_(p.deadline) {}

    void prepare(port::ticks now) { over_ = now >= deadline_; }
    void settle(core::choice<E>& c) { c.set_ready(this->place, over_); }
    port::ticks deadline_after(port::ticks) const { return deadline_; }

   private:
    port::ticks deadline_;
    bool over_ = false;
  };
};

// skip(): always ready.
template <class E>
struct skipping {
  using engine = E;

  class node : public guards::node, public core::option<E> {
   public:
    static constexpr bool varies = true;

    explicit node(const skipping&) : core::option<E>(core::wants::nothing) {}

    void settle(core::choice<E>& c) { c.set_ready(this->place, true); }
  };
};

// when(c, g): g, if c holds when the choice begins. c is a function, of which the choice has a copy, or refers to a
// flag (std::ref), and is asked once before each choice, unless an outer `when` does not hold; or whatever a condition
// may be, and is asked where it stands, once.
template <class Condition, class G>
struct conditional {
  using engine = typename G::engine;

  Condition holds;
  G guard;

  class node : public G::node {
   public:
    static constexpr bool varies = true;
    static constexpr bool quick = G::node::quick && !std::invocable<Condition&>;

    bool has_hurdle() const { return admitted_ && G::node::has_hurdle(); }
    bool has_partner() const { return admitted_ && G::node::has_partner(); }

    explicit node(const conditional& c) : G::node(c.guard), holds_(c.holds) {
      if constexpr (!std::invocable<Condition&>) admitted_ = holds_;
      this->wanted = admitted();
    }
    bool admitted() const { return admitted_ && G::node::admitted(); }

    void prepare(port::ticks at) {
      if constexpr (std::invocable<Condition&>) admitted_ = static_cast<bool>(holds_());
      if (admitted_) G::node::prepare(at);
    }
    void settle(core::choice<engine>& c) {
      if constexpr (std::invocable<Condition&>) c.admit(this->place, admitted());
      if (admitted_) G::node::settle(c);
    }

   private:
    Condition holds_;
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

template <class C, guard G>
  requires conditions::condition<std::decay_t<C>>
auto when(C&& holds, G g) {
  using kept = conditions::kept_of<C>;
  return conditional<kept, G>{kept(std::forward<C>(holds)), g};
}

}  // namespace csp
