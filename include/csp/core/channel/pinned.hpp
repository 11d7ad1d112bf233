// How a writer that an extended read has pinned is let go: its value is taken, or it is given back as if it had never
// been pinned. The engine's lock is held.
#pragma once
#include "meet.hpp"

namespace csp::core {

// The value has moved: the write is done.
template <class E>
void complete_pinned(offer<E>& writer) {
  if (!writer.unpin()) return;
  if (writer.role == offer_role::buffer) return writer.owner_buffer->take_pinned();
  if (writer.role == offer_role::source) return writer.owner_source->on_decided(status::done);
  writer.party_of()->late = false;
  writer.party_of()->on_answer();
}

// A party that comes back to the queue may find that plain readers have come meanwhile.
template <class T, class E>
bool try_meet_again(offer<E>& writer) {
  offer<E>* const reader = writer.channel->search(side::writer, nullptr);
  if (!reader) return false;
  transfer<T, E>(writer.payload, reader->payload);
  reader->decide(status::done);
  writer.decide(status::done);
  return true;
}

// One that drops its oldest may have become full without the value that was pinned.
template <class T, class E>
void return_to_buffer(store<E>& buffer, evicted_value<T>& evicted) {
  buffer.offer_again();
  if (!buffer.exceeds_capacity()) return;
  drop(buffer, buffer.victim(), evicted);
}

// The read has ended early: the value stays where it is, and is offered again, before those that came later.
// `evicted` is for what a buffer then holds too much.
template <class T, class E>
void return_pinned(offer<E>& writer, evicted_value<T>& evicted) {
  writer.answer = undecided;
  if (!writer.unpin()) return;
  if (writer.role == offer_role::buffer) return return_to_buffer(*writer.owner_buffer, evicted);
  if (writer.role == offer_role::source) return writer.owner_source->offer_again();
  if (writer.role == offer_role::guard) return writer.owner_choice->offer_again(static_cast<guard_offer<E>&>(writer));
  const bool late = writer.owner->is_late(writer);
  const status now = writer.channel->state();
  if (now != status::would_wait) return writer.decide(now);
  if (late) return writer.owner->on_answer();  // it would have timed out
  if (!try_meet_again<T>(writer)) writer.channel->rejoin(writer);
}

}  // namespace csp::core
