// How a full buffer makes room, and where the value goes that it drops. The engine's lock is held.
#pragma once
#include <type_traits>
#include <utility>

#include "manual_lifetime.hpp"
#include "store.hpp"
#include "transfer.hpp"

namespace csp::core {

// Where a buffer puts the value that it drops for the one that comes: with the writer, who destroys it without the
// lock.
template <class T, bool = std::is_trivially_destructible_v<T>>
struct evicted_value {
  void take(T&) {}
};
template <class T>
struct evicted_value<T, false> {
  evicted_value() = default;
  evicted_value(const evicted_value&) {}
  evicted_value& operator=(const evicted_value&) = delete;
  ~evicted_value() { clear(); }

  void take(T& from) {
    value.fill(std::move(from));
    from.~T();  // NOLINT(bugprone-use-after-move): what it left
    full = true;
  }
  void clear() {
    if (full) value.destroy();
    full = false;
  }

  manual_lifetime<T> value;
  bool full = false;
};

template <class T, class E>
void drop(store<E>& buffer, void* victim, evicted_value<T>& evicted) {
  {
    [[maybe_unused]] const code_of_value<T, E> runs;
    evicted.take(*static_cast<T*>(victim));
  }
  buffer.drop_victim();
}

// False when the value that comes is dropped.
template <class T, class E>
bool try_make_room(store<E>& buffer, evicted_value<T>* evicted) {
  if (!buffer.is_full()) return true;
  if (buffer.drops_newest()) {
    buffer.drop_newest();
    return false;
  }
  if (void* const victim = buffer.victim()) drop(buffer, victim, *evicted);
  return true;
}

}  // namespace csp::core
