// Values between one producer and one consumer who never wait for each other: an interrupt, or a foreign thread, and
// the engine. Only loads and stores, for processors that have no more.
#pragma once
#include <atomic>
#include <cstdint>
#include <type_traits>

#include "../core/channel/manual_lifetime.hpp"

namespace csp::core {

// FIFO of at most N values (Lamport 1977). What does not fit is not taken. Values live from push() to pop() at most:
// their owner makes and destroys them.
template <class T, std::uint16_t N>
class ring {
  static_assert(N > 0);

 public:
  // The producer's: raw storage, where the next value goes; null when it is full.
  T* room() {
    const std::uint16_t in = in_.load(std::memory_order_relaxed);
    // Pairs with the store in pop(): the slot was read before it is written again.
    return after(in) == out_.load(std::memory_order_acquire) ? nullptr : &slots_[in].value;
  }
  void push() { in_.store(after(in_.load(std::memory_order_relaxed)), std::memory_order_release); }

  // The consumer's: the oldest value; null when there is none.
  T* oldest() {
    const std::uint16_t out = out_.load(std::memory_order_relaxed);
    // Pairs with the store in push(): the value is there.
    return out == in_.load(std::memory_order_acquire) ? nullptr : &slots_[out].value;
  }
  void pop() { out_.store(after(out_.load(std::memory_order_relaxed)), std::memory_order_release); }

 private:
  static std::uint16_t after(std::uint16_t i) { return i == N ? std::uint16_t{0} : static_cast<std::uint16_t>(i + 1); }

  std::atomic<std::uint16_t> in_ = 0;
  std::atomic<std::uint16_t> out_ = 0;
  manual_lifetime<T> slots_[N + 1];
};

// The last value only: Simpson's four slots (1990), in which the producer never waits and never touches what the
// consumer reads.
template <class T>
class four_slots {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  // The producer's.
  void write(const T& value) {
    const bool pair = !reading_.load();
    const bool slot = !newest_[pair].load(std::memory_order_relaxed);
    slots_[pair][slot] = {value, ++written_};
    newest_[pair].store(slot);
    latest_.store(pair);
  }

  // The consumer's: the latest value, stable until the next call; null when it is the same as last time.
  T* latest() {
    const bool pair = latest_.load();
    reading_.store(pair);
    const entry& now = slots_[pair][newest_[pair].load()];
    if (now.number != copy_.number) {
      skipped_ += now.number - copy_.number - (fresh_ ? 0 : 1);
      copy_ = now;
      fresh_ = true;
    }
    return fresh_ ? &copy_.value : nullptr;
  }
  void pop() { fresh_ = false; }
  // How many values another one has replaced before they were seen here.
  std::uint32_t skipped() const { return skipped_; }

 private:
  struct entry {
    T value;
    std::uint32_t number;
  };

  std::atomic<bool> latest_ = false;
  std::atomic<bool> reading_ = false;
  std::atomic<bool> newest_[2] = {false, false};
  entry slots_[2][2] = {};
  std::uint32_t written_ = 0;  // the producer's
  entry copy_ = {};            // these are the consumer's
  bool fresh_ = false;
  std::uint32_t skipped_ = 0;
};

}  // namespace csp::core
