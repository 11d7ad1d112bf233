// Extended rendezvous (occam-pi's ??): a reader that pins a writer, who goes on waiting.
// Every member is called with the engine's lock held.
#pragma once
#include "rendezvous.hpp"

namespace csp::core {

// A read that waits for a writer to pin. Nobody meets it: whoever waits on the other side is pinned by it.
template <class E>
class extended_offer : public offer<E> {
 public:
  explicit extended_offer(rendezvous<E>& at) : offer<E>(at, side::reader, true) {
    this->role = offer_role::extended;
    this->payload = nullptr;
  }

  // Pins a writer that waits already; false when there is none.
  bool try_pin() {
    offer<E>* const writer = this->channel->search(side::reader, nullptr);
    if (writer) pin(*writer);
    return writer;
  }
  void join(party<E>& me) {
    this->owner = &me;
    me.await_one(*this);
    this->channel->join_extended(*this);
  }
  void pin(offer<E>& writer) {
    writer.pin();
    this->payload = &writer;
    this->answer = status::done;
  }

  // The writer that is pinned; null when there is none.
  offer<E>* writer() const { return static_cast<offer<E>*>(this->payload); }
};

template <class E>
void rendezvous<E>::join_extended(extended_offer<E>& mine) {
  join_queue(side::reader, mine);
  mine.ticket = next_ticket();
  announce(side::reader);
  set_slow_path(extended_reads, true);
}

// Whoever waited on the other side is pinned already, unless it came just now.
template <class E>
[[gnu::noinline]] void rendezvous<E>::serve_extended() {
  for (;;) {
    offer<E>* const reader = first_party(side::reader);
    if (!reader || reader->role != offer_role::extended) return;
    offer<E>* const writer = search(side::reader, nullptr);
    if (!writer) return;
    withdraw(*reader);
    static_cast<extended_offer<E>*>(reader)->pin(*writer);
    reader->owner->on_answer();
  }
}

template <class E>
[[gnu::noinline]] void rendezvous<E>::forget_extended() {
  set_slow_path(extended_reads, false);
  for (offer<E>* o = first_party(side::reader); o; o = o->next)
    if (o->role == offer_role::extended) set_slow_path(extended_reads, true);
}

}  // namespace csp::core
