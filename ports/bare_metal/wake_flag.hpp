// Whether wake() was called: between interrupts and an engine, loads and stores are enough.
#pragma once
#include "csp/core/diagnostics/misuse.hpp"
#include "csp/port/idle.hpp"

namespace csp::port {

enum : std::uint32_t { not_woken, was_woken };

// From any interrupt, or another core.
inline void set_woken(sleeper& engine) { engine.word.store(was_woken, std::memory_order_release); }

inline bool is_woken(const sleeper& engine) { return engine.word.load(std::memory_order_relaxed) != not_woken; }

// A call of set_woken() between the two lines is not lost: the engine looks at what has come after this.
inline bool consume_woken(sleeper& engine) {
  if (!is_woken(engine)) return false;
  engine.word.store(not_woken, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_acquire);  // pairs with set_woken()
  return true;
}

// Of a port that has one place to sleep.
inline void require_only(const sleeper& engine) {
  static constinit const sleeper* only = nullptr;
  if (!only) only = &engine;
  if (only != &engine) misuse("this port serves one coop engine", "coop", 0);
}

}  // namespace csp::port
