// Links: channels whose ends are in the networks of two engines, on two threads or two cores.
#pragma once
#include "core/language.hpp"

#include "channel.hpp"
#include "coop_on.hpp"
#include "core/channel/source.hpp"
#include "engine/ring.hpp"
#include "engine/shared_word.hpp"

namespace csp {

namespace detail {

// What is on its way, and how the network on either side has ended it. Each member has one side that writes it.
template <class T, std::uint16_t N>
struct link_way {
  using value = core::payload_of<T>;

  ~link_way() {
    while (value* const left = values.oldest()) {
      left->~value();
      values.pop();
    }
  }

  core::ring<value, N> values;
  core::shared_word<status> written{status::would_wait};
  core::shared_word<status> read{status::would_wait};
};

template <class T, class E>
struct link_channel {
  explicit link_channel(core::label called) : its_channel(called) {}

  basic_channel<T, unbuffered, E> its_channel;
};

// At a channel in the network of E, the party that stands for the network of Other. Every member but the first three
// is called with the lock of E held.
template <class T, std::uint16_t N, core::side S, class E, class Other>
class link_side final : public link_channel<T, E>, core::source<E> {
 public:
  link_side(link_way<T, N>& way, core::label called)
      : link_channel<T, E>(called), core::source<E>(this->its_channel.rendezvous(), S), way_(way) {
    E::require_thread();
    {
      typename E::scoped_lock lock;
      this->channel->enrol(S);
    }
    works_ = E::watch(*this);
    if (!works_) give_up(status::poisoned);
  }
  link_side(const link_side&) = delete;
  link_side& operator=(const link_side&) = delete;
  ~link_side() {
    E::unwatch(*this);
    give_up(status::closed);
  }

  bool works() const { return works_; }

 private:
  using value = core::payload_of<T>;
  static constexpr bool takes = S == core::side::reader;  // what is written in the network of E

  // Values that were written before the other side was closed are read; poison passes them.
  void* next_slot() override {
    const status there = (takes ? way_.read : way_.written).get();
    value* const slot = takes ? way_.values.room() : way_.values.oldest();
    if (there == status::would_wait || (!takes && slot && there == status::closed)) return has_left_ ? nullptr : slot;
    leave_channel(there);
    return nullptr;
  }

  void exchange(void* theirs) override {
    takes ? core::transfer<value, E>(theirs, this->payload) : core::transfer<value, E>(this->payload, theirs);
  }

  void on_moved() override {
    if (takes) {
      way_.values.push();
    } else {
      core::destroy_rest<value, E>(way_.values.oldest());
      way_.values.pop();
    }
    Other::wake();
  }

  void on_ended(status how) override {
    (takes ? way_.written : way_.read).set(how);
    Other::wake();
  }

  void leave_channel(status how) {
    if (std::exchange(has_left_, true)) return;
    this->channel->leave(S, how == status::poisoned);
  }
  void give_up(status how) {
    typename E::scoped_lock lock;
    on_ended(how);
    leave_channel(how);
  }

  link_way<T, N>& way_;
  bool works_ = false;
  bool has_left_ = false;
};

}  // namespace detail

// csp::link<int> samples; … samples.writer() … samples.reader()
//
// The writers are in the network of From, the readers in that of To: ends of channels, for all that ends can do. Up to
// N values are on their way; a writer waits for room. When its last writer has retired, what is on its way is still
// read, and then it is closed; poison, from either side, passes what is on its way; readers that have gone close it for
// writers. All of that takes effect in the other network when its engine looks: when it sleeps, at once, and else after
// at most 64 of its steps.
//
// Made and destroyed by plain code, while neither network runs; it outlives all its ends. While it lives there is no
// deadlock in either network: who waits there may be woken from the other one. Only loads and stores connect the two.
// Takes memory for N + 1 values; allocates nothing.
template <class T, std::uint16_t N = 16, class From = coop::engine, class To = coop_on<1>::engine>
class link {
  static_assert(!std::is_same_v<From, To>, "csp: a link connects two engines; in the network of one, use a channel");

 public:
  // What its two channels are called in messages and reports.
  explicit link(core::label called = std::source_location::current()) : in_(way_, called), out_(way_, called) {}

  basic_writer<T, From> writer() { return in_.its_channel.writer(); }
  basic_reader<T, To> reader() { return out_.its_channel.reader(); }

  // False when the system refused the `threads` engine the thread that it needs. Then it is poisoned.
  explicit operator bool() const { return in_.works() && out_.works(); }

 private:
  detail::link_way<T, N> way_;
  detail::link_side<T, N, core::side::reader, From, To> in_;
  detail::link_side<T, N, core::side::writer, To, From> out_;
};

}  // namespace csp
