// The ends of a channel: what a process is given to read from and to write to.
#pragma once
#include "reads.hpp"
#include "writes.hpp"

namespace csp::detail {

template <class E>
class interrupt_end;

}  // namespace csp::detail

namespace csp {

// One counted end of side S. Copying shares it; destroying it gives it up: retired when its process
// ended well or was ended by closed, poisoned when it was ended by poison or left by an exception.
template <class T, core::side S, class E>
class basic_end {
 public:
  static constexpr bool counted = true;

  basic_end() = default;  // empty
  explicit basic_end(core::rendezvous<E>& at) : at_(&at) { enrol(); }
  basic_end(const basic_end& from) : at_(from.at_) {
    if (*this) enrol();
  }
  basic_end(basic_end&& from) noexcept : at_(std::exchange(from.at_, &nowhere)) {
    plain_end_.update(static_cast<bool>(*this));
    from.plain_end_.update(false);
    relist(from);
  }
  basic_end& operator=(basic_end from) noexcept {
    std::swap(at_, from.at_);
    exchange_entries(from);
    from.plain_end_.update(static_cast<bool>(from));
    plain_end_.update(static_cast<bool>(*this));
    return *this;
  }
  ~basic_end() {
    if (*this && !try_defer()) leave(aborts(E::unwind_reason()));
  }

  // Gives the end up. It is empty afterwards, and using it an assertion.
  void retire(core::site here = core::site::here()) {
    require_channel(here);
    leave(false);
  }

  // Aborts the channel, and with it whoever meets it. The end is kept.
  void poison(core::site here = core::site::here()) {
    require_channel(here);
    poison_at(*at_);
  }

  // False for an end that was moved from or retired, or that got no memory.
  explicit operator bool() const { return at_ != &nowhere; }

  core::rendezvous<E>& rendezvous() { return *at_; }

  // Used `here`, which an empty end is not.
  void require_channel(core::site here) const {
    if (!*this) at_->state(here);
  }

 private:
  template <class>
  friend class detail::interrupt_end;

  void enrol() {
    plain_end_.update(true);
    typename E::call_lock lock;
    at_->enrol(S, entry_);
  }

  // For reports: it is here now.
  void relist(basic_end& from) {
    if constexpr (core::named) {
      typename E::lock_unless_held lock;
      entry_.replace(from.entry_);
    }
  }
  void exchange_entries(basic_end& with) {
    if constexpr (core::named) {
      typename E::lock_unless_held lock;
      core::end_entry mine;
      mine.replace(entry_);
      entry_.replace(with.entry_);
      with.entry_.replace(mine);
    }
  }
  void unlist() {
    if constexpr (core::named) {
      typename E::call_lock lock;
      entry_.leave();
    }
  }

  bool try_defer() {
    if (!E::in_process() || !E::deferred().try_defer(*at_, S)) return false;
    unlist();
    return true;
  }

  void leave(bool poisons) {
    core::rendezvous<E>* const at = std::exchange(at_, &nowhere);
    if (at->is_buffer()) [[unlikely]]
      empty(static_cast<core::store<E>&>(*at), poisons);
    if (leave_under_lock(*at, entry_, poisons)) at->dispose();
    plain_end_.update(false);
  }

  // While this end still counts, so that the channel is there.
  [[gnu::noinline]] static void empty(core::store<E>& at, bool poisons) {
    {
      typename E::call_lock lock;
      at.prepare_to_leave(S, poisons);
    }
    at.discard();
  }

  static void poison_at(core::rendezvous<E>& at) {
    {
      typename E::call_lock lock;
      at.poison(S);
    }
    if (at.is_buffer()) static_cast<core::store<E>&>(at).discard();
  }

  // Returns whether the channel was abandoned by that.
  static bool leave_under_lock(core::rendezvous<E>& at, core::end_entry& entry, bool poisons) {
    typename E::call_lock lock;
    entry.leave();
    at.leave(S, poisons);
    return at.is_abandoned();
  }

  // Its label says the type and the side. An operation on it finds no partner and asserts, so that those on
  // other ends need no check.
  static inline constinit core::rendezvous<E> nowhere = core::rendezvous<E>::nowhere(core::type_name<basic_end>());

  core::rendezvous<E>* at_ = &nowhere;
  [[no_unique_address]] typename E::plain_end plain_end_;
  [[no_unique_address]] core::end_entry entry_;
};

template <class T, class E>
class basic_reader : public basic_end<T, core::side::reader, E>, public detail::reads<basic_reader<T, E>, T, E> {
 public:
  using basic_end<T, core::side::reader, E>::basic_end;
};

template <class T, class E>
class basic_writer : public basic_end<T, core::side::writer, E>, public detail::writes<basic_writer<T, E>, T, E> {
 public:
  using basic_end<T, core::side::writer, E>::basic_end;
};

}  // namespace csp
