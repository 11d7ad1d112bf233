// Ends for interrupts, signal handlers and foreign threads: they never wait, never allocate, and count what they drop.
#pragma once
#include "core/language.hpp"

#include "core/channel/source.hpp"
#include "ends.hpp"
#include "engine/ring.hpp"
#include "engine/shared_word.hpp"

namespace csp {

// What an interrupt_writer does when its values are not read as fast as they come.
template <std::uint16_t N>
struct drops_newest {};  // N values are kept; one that does not fit is dropped, and counted
struct keeps_latest {};  // the last value is kept; those that it replaces are counted

namespace detail {

template <class T>
concept plain_value = std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>;

// Registers with the engine as long as it lives.
template <class E>
class interrupt_end : protected core::source<E> {
 public:
  interrupt_end(const interrupt_end&) = delete;
  interrupt_end& operator=(const interrupt_end&) = delete;

 protected:
  interrupt_end(core::rendezvous<E>& at, core::side s, core::site here) : core::source<E>(at, s) {
    at.state(here);  // says so of an end that was moved from
  }
  // The most derived class calls these: what is registered must be complete. Whoever holds `end` by way of this cannot
  // use it: reports name no process for it.
  template <class End>
  void start(End& end) {
    end.unlist();
    works_ = E::watch(*this);
  }
  void stop() { E::unwatch(*this); }

  // would_wait while the channel is open; failed when the system refused the engine the thread that it needs.
  status state() const { return works_ ? state_.get() : status::failed; }
  void on_ended(status how) override { state_.set(how); }

 private:
  bool works_ = false;
  core::shared_word<status> state_{status::would_wait};
};

}  // namespace detail

// A writer's end for one producer, which may be an interrupt, a signal handler or a thread that is none of the
// engine's. Not copyable: several producers have one each. It is made and destroyed by plain code or a process, while
// its producer is not running; what has not come out of it by then is gone. Counts as a writer's end, and while it
// lives there is no deadlock.
template <detail::plain_value T, class Full, class E>
class basic_interrupt_writer;

template <detail::plain_value T, std::uint16_t N, class E>
class basic_interrupt_writer<T, drops_newest<N>, E> final : detail::interrupt_end<E> {
 public:
  explicit basic_interrupt_writer(basic_writer<T, E> end, core::site here = core::site::here())
      : detail::interrupt_end<E>(end.rendezvous(), core::side::writer, here), end_(std::move(end)) {
    this->start(end_);
  }
  ~basic_interrupt_writer() { this->stop(); }

  // The producer's, wait-free: done; would_wait when it is full, and then the value is counted as dropped; closed or
  // poisoned when nobody will ever read it; failed when the system refused what the engine needs.
  status try_write(const T& value) {
    if (const status s = this->state(); s != status::would_wait) return s;
    T* const room = ring_.room();
    if (!room) {
      dropped_.set(dropped_.get() + 1);
      E::wake();
      return status::would_wait;
    }
    ::new (static_cast<void*>(room)) T(value);
    ring_.push();
    E::wake();
    return status::done;
  }

  // From anywhere. It wraps at 32 bits.
  std::uint32_t dropped() const { return dropped_.get(); }

 private:
  void* next_slot() override { return ring_.oldest(); }
  void exchange(void* theirs) override { ::new (theirs) T(*static_cast<T*>(this->payload)); }
  void on_moved() override { ring_.pop(); }

  basic_writer<T, E> end_;
  core::ring<T, N> ring_;
  core::shared_word<std::uint32_t> dropped_{0};
};

template <detail::plain_value T, class E>
class basic_interrupt_writer<T, keeps_latest, E> final : detail::interrupt_end<E> {
 public:
  explicit basic_interrupt_writer(basic_writer<T, E> end, core::site here = core::site::here())
      : detail::interrupt_end<E>(end.rendezvous(), core::side::writer, here), end_(std::move(end)) {
    this->start(end_);
  }
  ~basic_interrupt_writer() { this->stop(); }

  // The producer's, wait-free: done; closed or poisoned when nobody will ever read it; failed when the system refused
  // what the engine needs.
  status try_write(const T& value) {
    if (const status s = this->state(); s != status::would_wait) return s;
    slots_.write(value);
    E::wake();
    return status::done;
  }

  // How many values were replaced by a later one, of those before the last that was read. It wraps at 32 bits.
  std::uint32_t dropped() {
    typename E::scoped_lock lock;
    return slots_.skipped();
  }

 private:
  // A value that waits to be read gives way to the latest when the engine looks here again.
  void* next_slot() override { return slots_.latest(); }
  void exchange(void* theirs) override { ::new (theirs) T(*static_cast<T*>(this->payload)); }
  void on_moved() override { slots_.pop(); }

  basic_writer<T, E> end_;
  core::four_slots<T> slots_;
};

// A reader's end for one consumer of the same kind: what a process writes to the channel waits here, N values at most,
// until the consumer takes it. Made and destroyed like an interrupt_writer.
template <detail::plain_value T, std::uint16_t N, class E>
class basic_interrupt_reader final : detail::interrupt_end<E> {
 public:
  explicit basic_interrupt_reader(basic_reader<T, E> end, core::site here = core::site::here())
      : detail::interrupt_end<E>(end.rendezvous(), core::side::reader, here), end_(std::move(end)) {
    this->start(end_);
  }
  ~basic_interrupt_reader() { this->stop(); }

  // The consumer's, wait-free: the next value; or would_wait; or, after the last value, closed or poisoned; failed when
  // the system refused what the engine needs.
  result<T> try_read() {
    const status before = this->state();
    T* const oldest = ring_.oldest();
    if (!oldest) return before;
    T value = *oldest;
    ring_.pop();
    E::wake();
    return result<T>(std::in_place, std::move(value));
  }

 private:
  void* next_slot() override { return ring_.room(); }
  void exchange(void* theirs) override { ::new (this->payload) T(*static_cast<T*>(theirs)); }
  void on_moved() override { ring_.push(); }

  basic_reader<T, E> end_;
  core::ring<T, N> ring_;
};

}  // namespace csp
