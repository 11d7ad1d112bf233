// One read or write that a party has out, or one guard of its choice. It lives in the frame of whoever waits.
#pragma once
#include <cstdint>

#include "../process/party.hpp"

namespace csp::core {

enum class side : unsigned char { reader, writer };

constexpr side other(side s) { return s == side::reader ? side::writer : side::reader; }

template <class E>
class rendezvous;
template <class E>
class store;
template <class E>
class barrier_point;
template <class E>
class source;
template <class E>
class extended_offer;

// What an offer is to those who meet it.
enum class offer_role : unsigned char {
  alone,     // one operation of a party; the only one that stays on the fast path
  ticketed,  // the same, where a kept choice stands too: `ticket` says which of them came first
  guard,     // of a choice, which is decided with it
  extended,  // a read that waits for a writer to pin
  buffer,    // of a buffer: its oldest value, or its room for one more
  source,    // of an interrupt's end
};

// What stands before an offer in memory: nothing, unless an engine needs that an offer is found at the beginning of
// something else.
template <class E>
struct before_offer {};

template <class E>
struct offer : before_offer<E> {
  offer(rendezvous<E>& at, side s, bool ends) : channel(&at), my_side(s), ends_process(ends) {}
  offer(const offer&) = delete;
  offer& operator=(const offer&) = delete;

  offer* next;
  offer* previous;
  union {
    party<E>* owner;
    choice<E>* owner_choice;  // of a guard
    store<E>* owner_buffer;   // of one of a buffer's two
    source<E>* owner_source;  // of a source
  };
  rendezvous<E>* channel;
  void* payload;  // a reader's raw storage, a writer's value; set when it waits
  side my_side;
  bool ends_process;  // closed and poison end its process, not only itself
  status answer = undecided;
  offer_role role = offer_role::alone;  // the four become one store, 4 instructions less for a communication
  std::uint32_t ticket;                 // of one that has_ticket()

  // The value of one that is alone has moved.
  [[gnu::always_inline]] void complete() {
    answer = status::done;
    owner->on_answer();
  }

  // Decides an offer that has left its queue.
  void decide(status s) {
    if (role == offer_role::guard) return owner_choice->on_guard_decided(static_cast<guard_offer<E>&>(*this), s);
    if (role == offer_role::buffer) return owner_buffer->on_moved(my_side);
    if (role == offer_role::source) return owner_source->on_decided(s);
    answer = s;
    if (ends_process && s != status::done) return owner->cancel(s);
    owner->on_answer();
  }

  // Waits for a partner, with the value at `value`.
  void join(side s, party<E>& me, void* value) {
    owner = &me;
    payload = value;
    channel->join(s, *this);
  }
  // The same where no choice is kept, which spares a question.
  [[gnu::always_inline]] void join_queue(side s, party<E>& me, void* value) {
    owner = &me;
    payload = value;
    channel->join_queue(s, *this);
  }

  // The same where choices are kept.
  void join_guarded(side s, party<E>& me, void* value) {
    owner = &me;
    payload = value;
    channel->join_guarded(s, *this);
  }

  // An extended read pins this write, which has left its queue: nothing else decides it.
  void pin() {
    if (role == offer_role::buffer) return owner_buffer->pin();
    if (role == offer_role::source) return owner_source->pin();
    answer = status::done;
    if (role == offer_role::guard) owner_choice->pin(static_cast<guard_offer<E>&>(*this));
    ensure_ticket();
    ++party_of()->pins;
  }
  // Whether `ticket` says when it came, of one that waits: a lone one that came after all that have a ticket in its
  // queue needs none.
  bool has_ticket() const { return role != offer_role::alone && ticket != rendezvous<E>::no_ticket; }
  // Pinned, it has one at the latest: when it is given back, a choice may be kept, or others have been pinned, too.
  void ensure_ticket() {
    if (!has_ticket()) rendezvous<E>::give_ticket(*this);
  }
  // False when its party had to end meanwhile.
  bool unpin() {
    if (role == offer_role::buffer || role == offer_role::source) return true;
    return party_of()->unpin();
  }
  party<E>* party_of() const { return role == offer_role::guard ? owner_choice->owner() : owner; }

  void withdraw() {
    if (answer == undecided) channel->withdraw(*this);
  }
};

}  // namespace csp::core
