// A cycle among processes that wait: each for one that used the other side of its channel last, or for one that it has
// started; or, when there is none, also for one that holds an end of the other side. Every member is called with the
// engine's lock held.
#pragma once
#include "registry.hpp"

namespace csp::core {

template <class E>
class cycle {
 public:
  static constexpr unsigned most = 64;  // processes; in larger networks none is looked for

  cycle() {
    listed_network<E>::each_process([this](const party<E>& p, const child_process<E>&) {
      if (p.pending != 0 && count_++ < most) all_[count_ - 1] = &p;
    });
    if (count_ > most) return;
    search();
    by_holders_ = true;
    search();
  }

  // The processes in it, each waiting for the next and the last for the first; none when there is none.
  unsigned length() const { return length_; }
  const party<E>& operator[](unsigned i) const { return *all_[path_[first_ + i]]; }

 private:
  void search() {
    for (bool& each : seen_) each = false;
    for (unsigned i = 0; i < count_ && length_ == 0; ++i) follow(i, 0);
  }

  // Follows all that process i waits for, depth first; the path to it has `depth` steps.
  void follow(unsigned i, unsigned depth) {
    seen_[i] = on_path_[i] = true;
    path_[depth] = static_cast<std::uint8_t>(i);
    each_offer(*all_[i], [&](const offer<E>& o) { follow(o, depth); });
    if (all_[i]->kind == wait_for::children)
      for (const child_process<E>* child = all_[i]->awaited.children->first; child; child = child->next)
        if (child->self) step(depth, [child](const party<E>& p) { return &p == child->self; });
    on_path_[i] = false;
  }

  void follow(const offer<E>& o, unsigned depth) {
    const side theirs = other(o.my_side);
    step(depth, [last = o.channel->last_user(theirs)](const party<E>& p) { return &p == last; });
    const end_entry* end = o.channel->first_end(theirs);
    for (unsigned i = 0; by_holders_ && end && i < most && length_ == 0; ++i, end = end->next())
      step(depth, [end](const party<E>& p) { return frames_contain(p, end); });
  }

  template <class IsNext>
  void step(unsigned depth, IsNext is_next) {
    for (unsigned i = 0; i < count_ && length_ == 0; ++i) {
      if (!is_next(*all_[i])) continue;
      if (on_path_[i]) return close(i, depth);
      if (!seen_[i]) return follow(i, depth + 1);
    }
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
  bool by_holders_ = false;
};

}  // namespace csp::core
