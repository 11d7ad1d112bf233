// Intrusive FIFO: the nodes live with whoever waits, never on the heap.
#pragma once

namespace csp::core {

// Node has `next` (null in the last) and `previous` (the last one in the first), meaningful only while it
// is in a queue.
template <class Node>
class queue {
 public:
  Node* front() const { return first_; }

  [[gnu::always_inline]] void push_back(Node& node) {
    node.next = nullptr;
    if (!first_) {
      node.previous = first_ = &node;
      return;
    }
    node.previous = first_->previous;
    first_->previous->next = &node;
    first_->previous = &node;
  }

  void push_front(Node& node) {
    node.next = first_;
    node.previous = first_ ? first_->previous : &node;
    if (first_) first_->previous = &node;
    first_ = &node;
  }

  // In front of `after`, which is in the queue; null: at the end.
  void insert(Node& node, Node* after) {
    if (after == first_) return push_front(node);
    if (!after) return push_back(node);
    node.next = after;
    node.previous = after->previous;
    after->previous->next = &node;
    after->previous = &node;
  }

  [[gnu::always_inline]] void pop_front() {
    Node* const last = first_->previous;
    first_ = first_->next;
    if (first_) first_->previous = last;
  }

  void remove(Node& node) {
    if (&node == first_) return pop_front();
    node.previous->next = node.next;
    (node.next ? node.next : first_)->previous = node.previous;
  }

 private:
  Node* first_ = nullptr;
};

}  // namespace csp::core
