// Who can still act, on an engine with threads: when nobody can, and nothing else can wake anybody, there is a
// deadlock. Every member is called with the engine's lock held.
#pragma once
#include "../core/party.hpp"

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

  void comes() { ++count_; }
  // One less; it may have been the last.
  void goes() {
    --count_;
    check();
  }

  void falls_asleep(core::party<E>& p) {
    p.sleeps = true;
    goes();
  }
  void wakes(core::party<E>& p) {
    if (p.sleeps) ++count_;
    p.sleeps = false;
  }

  void blocks(blocked& b, bool counted) {
    b.next = blocked_;
    blocked_ = &b;
    counted ? falls_asleep(*b.who) : check();
  }
  void unblocks(blocked& b) {
    blocked** at = &blocked_;
    while (*at != &b) at = &(*at)->next;
    *at = b.next;
  }

  // Without a network, plain code may use channels in ways that nothing tells of.
  void network_comes() { ++networks_; }
  void network_goes() { --networks_; }

  // Something outside that may wake somebody: an interrupt's end, or an end that plain code holds.
  void source_comes() { ++sources_; }
  void source_goes() {
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
