// What in.into(x) and out.from(v) make: guards at a channel.
#pragma once
#include "core/language.hpp"

#include "core/channel/meet.hpp"
#include "guard_node.hpp"
#include "result.hpp"

namespace csp::detail {

// A lvalue's copy that could run code of the user's is made before the choice begins, not when it commits.
template <class T>
inline constexpr bool copied_first = std::is_copy_constructible_v<T> && !std::is_trivially_copyable_v<T>;

namespace guards {

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

// The node of a guard at a channel.
template <class T, core::side S, class E>
class at_channel : public node, public core::guard_offer<E> {
 public:
  static constexpr core::guard_kind waits_for = core::guard_kind::channel;
  static constexpr core::side my_end = S;
  static constexpr bool has_fast_path = true;

  // Nobody waits there who is not in the queue, and the channel has not ended.
  bool blocks_fast_path() const { return this->channel->needs_slow_path(); }
  bool has_partner() const { return this->channel->first_partner(S); }
  bool try_meet_alone() {
    core::rendezvous<E>& here = *this->channel;
    if (!core::try_meet_alone<T, S>(here, here.first_partner(S), static_cast<T*>(this->payload))) return false;
    this->answer = status::done;
    return true;
  }

  // Commits with any partner that waits; false when there is none.
  static bool try_meet_any(core::guard_offer<E>& b) {
    auto& mine = static_cast<at_channel&>(b);
    core::rendezvous<E>& here = *b.channel;
    T* const value = static_cast<T*>(b.payload);
    if (!core::try_meet_alone<T, S>(here, here.first_partner(S), value))
      return core::try_meet_any<T, S>(here, value, mine.evicted(), b.owner_choice);
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

}  // namespace csp::detail
