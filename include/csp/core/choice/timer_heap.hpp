// Timers in the order of their deadlines: a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986), intrusive.
// Adding one takes a constant number of steps, removing one O(log n) of them, amortised.
#pragma once
#include <utility>

namespace csp::core {

// Node has `deadline`; `child`, `next` and `previous` (null in one that is in no heap, and in the first), meaningful
// only while it is in a heap.
template <class Node>
class timer_heap {
 public:
  Node* first() const { return first_; }
  bool contains(const Node& n) const { return n.previous || &n == first_; }

  void add(Node& n) {
    n.child = n.next = n.previous = nullptr;
    first_ = first_ ? join(first_, &n) : &n;
  }

  void remove(Node& n) {
    Node* const rest = join_all(n.child);
    if (&n == first_) {
      first_ = rest;
    } else {
      unlink(n);
      if (rest) first_ = join(first_, rest);
    }
    n.previous = nullptr;
  }

 private:
  // Both are roots. Of two equal ones the first wins.
  static Node* join(Node* a, Node* b) {
    if (b->deadline < a->deadline) std::swap(a, b);
    b->previous = a;
    b->next = a->child;
    if (b->next) b->next->previous = b;
    a->child = b;
    return a;
  }

  static void unlink(Node& n) {
    (n.previous->child == &n ? n.previous->child : n.previous->next) = n.next;
    if (n.next) n.next->previous = n.previous;
  }

  // Of siblings, first in pairs from the left, then all pairs from the right.
  static Node* join_all(Node* siblings) {
    Node* pairs = nullptr;
    while (siblings) {
      Node* const a = siblings;
      Node* const b = a->next;
      siblings = b ? b->next : nullptr;
      Node* const pair = b ? join(a, b) : a;
      pair->next = pairs;
      pairs = pair;
    }
    if (!pairs) return nullptr;
    Node* all = std::exchange(pairs, pairs->next);
    while (pairs) {
      Node* const pair = std::exchange(pairs, pairs->next);
      all = join(all, pair);
    }
    all->next = all->previous = nullptr;
    return all;
  }

  Node* first_ = nullptr;
};

}  // namespace csp::core
