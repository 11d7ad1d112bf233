// A cycle among processes that wait: each for one that used the other side of its channel last, or for one that it has
// started. Every member is called with the engine's lock held.
#pragma once
#include "census.hpp"

namespace csp::core {

template <class E>
class cycle {
 public:
  static constexpr unsigned most = 64;  // processes; in larger networks none is looked for

  cycle() {
    listed_network<E>::each_process([this](const party<E>& p, const member<E>&) {
      if (p.pending != 0 && count_++ < most) all_[count_ - 1] = &p;
    });
    for (unsigned i = 0; count_ <= most && i < count_ && length_ == 0; ++i) follow(i, 0);
  }

  // The processes in it, each waiting for the next and the last for the first; none when there is none.
  unsigned length() const { return length_; }
  const party<E>& operator[](unsigned i) const { return *all_[path_[first_ + i]]; }

 private:
  // Follows all that process i waits for, depth first; the path to it has `depth` steps.
  void follow(unsigned i, unsigned depth) {
    seen_[i] = on_path_[i] = true;
    path_[depth] = static_cast<std::uint8_t>(i);
    each_offer(*all_[i], [&](const offer<E>& o) { step(o.channel->last_user(other(o.my_side)), depth); });
    if (all_[i]->kind == wait_for::children)
      for (const member<E>* m = all_[i]->awaited.children->first; m; m = m->next)
        if (m->self) step(static_cast<const party<E>*>(m->self), depth);
    on_path_[i] = false;
  }

  void step(const void* to, unsigned depth) {
    for (unsigned i = 0; i < count_ && length_ == 0; ++i) {
      if (!runs_in(to, *all_[i])) continue;
      if (on_path_[i]) return close(i, depth);
      if (!seen_[i]) return follow(i, depth + 1);
    }
  }

  // Whether a promise is one of the process.
  static bool runs_in(const void* promise, const party<E>& p) {
    const frame<E>* f = &frame<E>::of(p.innermost);
    while (f != promise && f->called()) f = &frame<E>::of(f->owner->called_by);
    return f == promise;
  }

  void close(unsigned i, unsigned depth) {
    while (path_[first_] != i) ++first_;
    length_ = depth - first_ + 1;
  }

  const party<E>* all_[most];
  bool seen_[most] = {};
  bool on_path_[most] = {};
  std::uint8_t path_[most];
  unsigned count_ = 0;
  unsigned first_ = 0;
  unsigned length_ = 0;
};

}  // namespace csp::core
