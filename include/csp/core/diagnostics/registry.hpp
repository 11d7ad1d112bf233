// All processes that are alive, found from the networks that run. A build without names keeps no list of them.
#pragma once
#include "../choice/choice.hpp"
#include "../process/child_group.hpp"

namespace csp::core {

// A network as long as it lives, in the list of all. The engine's lock is held unless it says otherwise.
template <class E>
class listed_network {
 public:
  // These two without the lock.
  explicit listed_network(child_group<E>& processes) : processes_(&processes) {
    typename E::scoped_lock lock;
    next_ = first_;
    first_ = this;
  }
  ~listed_network() {
    typename E::scoped_lock lock;
    listed_network** at = &first_;
    while (*at != this) at = &(*at)->next_;
    *at = next_;
  }
  listed_network(const listed_network&) = delete;
  listed_network& operator=(const listed_network&) = delete;

  // Calls visit(party, child) for every process, those first that were started first. However deep groups are
  // nested, a loop.
  template <class Visit>
  static void each_process(Visit visit) {
    for (listed_network* n = first_; n; n = n->next_) visit_all(*n->processes_, visit);
  }

 private:
  template <class Visit>
  static void visit_all(child_group<E>& start, Visit& visit) {
    start.next = nullptr;
    child_group<E>* last = &start;
    for (child_group<E>* now = &start; now; now = now->next) {
      for (child_process<E>* child = now->first; child; child = child->next) {
        if (!child->self) continue;
        visit(static_cast<const party<E>&>(*child->self), *child);
        if (child_group<E>* const its = children_of(*child->self)) {
          its->next = nullptr;
          last->next = its;
          last = its;
        }
      }
    }
  }
  static child_group<E>* children_of(const party<E>& p) {
    return p.pending != 0 && p.kind == wait_for::children ? p.awaited.children : nullptr;
  }

  child_group<E>* processes_;
  listed_network* next_ = nullptr;
  static inline listed_network* first_ = nullptr;
};

template <class E>
class unlisted_network {
 public:
  explicit constexpr unlisted_network(child_group<E>&) {}
};

template <class E>
using network_entry = std::conditional_t<named, listed_network<E>, unlisted_network<E>>;

// Calls visit(offer) for each read, write and sync that `p` waits with, and has no answer yet. The lock is held.
template <class E, class Visit>
void each_offer(const party<E>& p, Visit visit) {
  if (p.pending == 0) return;
  if (p.kind == wait_for::one) visit(*p.awaited.one);
  if (p.kind == wait_for::choice) p.awaited.choice->each_guard(visit);
  if (p.kind != wait_for::several) return;
  for (std::uint16_t i = 0; i < p.awaited.several->count; ++i)
    if (const offer<E>* const o = p.awaited.several->offers[i]; o && o->answer == undecided) visit(*o);
}

// The frame that called this one; null for the outermost.
template <class E>
const frame<E>* caller_of(const frame<E>& f) {
  return f.is_called() ? &frame<E>::of(f.owner->called_by) : nullptr;
}

// Calls visit(frame) for the frames of a process, from the innermost out. Of one that runs only the outermost: on an
// engine with threads, it calls and returns meanwhile. The lock is held.
template <class E, class Visit>
void each_frame(const party<E>& p, Visit visit) {
  const auto& outermost = static_cast<const frame<E>&>(p);
  for (const frame<E>* f = p.pending != 0 ? &frame<E>::of(p.innermost) : &outermost; f; f = caller_of(*f)) visit(*f);
}

// Whether something lies in one of its frames.
template <class E>
bool frames_contain(const party<E>& p, const void* what) {
  bool found = false;
  each_frame(p, [&](const frame<E>& f) { found = found || f.contains(what); });
  return found;
}

// The ends at one side of a channel, and who holds the newest of them: null for one that lies in no frame of a process,
// or is for interrupts.
template <class E>
class holders {
 public:
  static constexpr unsigned most = 8;

  holders(const rendezvous<E>& at, side s) : ends_(at.ends(s)) {
    for (const end_entry* e = at.first_end(s); e && seen_ < most; e = e->next()) entries_[seen_++] = e;
    while (seen_ < ends_ && seen_ < most) entries_[seen_++] = nullptr;  // in no list: of interrupts
    listed_network<E>::each_process(
        [this](const party<E>& p, const child_process<E>&) { each_frame(p, [&](const frame<E>& f) { note(f, p); }); });
  }

  unsigned long ends() const { return ends_; }
  unsigned seen() const { return seen_; }
  const party<E>* operator[](unsigned i) const { return by_[i]; }

 private:
  void note(const frame<E>& f, const party<E>& p) {
    for (unsigned i = 0; i < seen_; ++i)
      if (f.contains(entries_[i])) by_[i] = &p;
  }

  unsigned long ends_;
  unsigned seen_ = 0;
  const end_entry* entries_[most];
  const party<E>* by_[most] = {};
};

}  // namespace csp::core
