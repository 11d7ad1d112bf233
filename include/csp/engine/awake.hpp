// Who can still act, on an engine with threads: when nobody can, and nothing else can wake anybody, there is a
// deadlock. Every member is called with the engine's lock held.
#pragma once
#include "../core/process/party.hpp"

namespace csp::threads {

// Counted as awake are: processes that run or wait with a deadline, and each thread of plain code that has a network
// and is not blocked in it. Besides those, ends for interrupts and ends in the hands of plain code may wake somebody.
template <class E>
class awake {
 public:
  // Plain code that is blocked, from the beginning of its wait to the end.
  struct blocked {
    core::party<E>* who;
    blocked* next = nullptr;
    bool in_vain = false;  // nothing can ever answer it
  };

  void add() { ++count_; }
  // One less; it may have been the last.
  void remove() {
    --count_;
    check();
  }

  void on_sleep(core::party<E>& p) {
    p.sleeps = true;
    remove();
  }
  void on_wake(core::party<E>& p) {
    if (p.sleeps) ++count_;
    p.sleeps = false;
  }

  void on_block(blocked& b, bool counted) {
    b.next = blocked_;
    blocked_ = &b;
    counted ? on_sleep(*b.who) : check();
  }
  void on_unblock(blocked& b) {
    blocked** at = &blocked_;
    while (*at != &b) at = &(*at)->next;
    *at = b.next;
  }

  // Without a network, plain code may use channels in ways that nothing tells of.
  void add_network() { ++networks_; }
  void remove_network() { --networks_; }

  // Something outside that may wake somebody: an interrupt's end, or an end that plain code holds.
  void add_source() { ++sources_; }
  void remove_source() {
    --sources_;
    check();
  }

 private:
  // Plain code that is blocked learns it, and decides what becomes of the processes.
  void check() {
    if (count_ != 0 || sources_ != 0 || networks_ == 0) return;
    for (blocked* b = blocked_; b; b = b->next) {
      b->in_vain = true;
      if (b->who->pending != 0) E::ready(*b->who);
    }
  }

  unsigned count_ = 0;
  unsigned sources_ = 0;
  unsigned networks_ = 0;
  blocked* blocked_ = nullptr;
};

}  // namespace csp::threads
