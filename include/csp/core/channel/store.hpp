// What a buffered channel holds: a ring of values of any type, which stands in the channel's queues like a party, with
// its oldest value for readers and its room for writers. Every member is called with the engine's lock held unless it
// says otherwise.
#pragma once
#include <cstddef>
#include <cstdint>

#include "rendezvous.hpp"
#include "transfer.hpp"

namespace csp::core {

// What happens to a write when there is no room.
enum class when_full : unsigned char { waits, drops_oldest, drops_newest };

// How the values of one type are handled.
struct value_type {
  std::size_t size;
  void (*move)(void* from, void* to);  // constructs at `to`
  void (*destroy_rest)(void* left);    // what a move has left
  void (*destroy)(void* value);        // without the lock
};

template <class T, class E>
inline constexpr value_type value_type_of = {
    sizeof(T),
    transfer<T, E>,
    destroy_rest<T, E>,
    [](void* value) { static_cast<T*>(value)->~T(); },
};

template <class E>
class store : public rendezvous<E> {
 public:
  // `storage` has room for `slots` values: the capacity, and one more where an extended read may pin the oldest while
  // newer ones drop.
  store(label called, const value_type& type, void* storage, std::uint16_t capacity, when_full policy,
        rendezvous_kind kind = rendezvous_kind::buffer)
      : rendezvous<E>(called, kind),
        type_(&type),
        storage_(static_cast<std::byte*>(storage)),
        capacity_(capacity),
        slots_(slots_for(capacity, policy)),
        policy_(policy),
        oldest_(*this, side::writer, false),
        room_(*this, side::reader, false) {
    oldest_.role = room_.role = offer_role::buffer;
    oldest_.owner_buffer = room_.owner_buffer = this;
    oldest_.ticket = room_.ticket = rendezvous<E>::no_ticket;
    update_offers();
  }

  // Its counts have 16 bits.
  static constexpr bool may_have(std::uint16_t capacity, when_full policy) {
    return capacity + (policy == when_full::drops_oldest ? 1u : 0u) <= 65535u;
  }
  // A shared one has its values behind itself: so much memory, and where they begin in it.
  static constexpr std::size_t bytes_with_storage(std::size_t size, std::size_t slots) {
    return storage_offset() + size * slots;
  }
  static constexpr std::size_t storage_offset() {
    constexpr std::size_t unit = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
    return (sizeof(store) + unit - 1) / unit * unit;
  }
  // The end of a shared one, which has been emptied since its readers ended. Without the lock.
  void dispose() { E::release(this, bytes_with_storage(type_->size, slots_)); }

  static constexpr std::uint16_t slots_for(std::uint16_t capacity, when_full policy) {
    return static_cast<std::uint16_t>(capacity + (policy == when_full::drops_oldest ? 1 : 0));
  }

  // One that drops its oldest keeps as many besides the one that is pinned: that may be given back, and then goes.
  bool is_full() const { return count_ >= capacity_ + (drops_oldest() ? pinned_ : 0u); }
  // Or makes some.
  bool has_room() const { return open_ && (!is_full() || policy_ != when_full::waits); }
  bool drops_newest() const { return policy_ == when_full::drops_newest; }
  bool drops_oldest() const { return policy_ == when_full::drops_oldest; }
  // After what was pinned is back.
  bool exceeds_capacity() const { return drops_oldest() && pinned_ == 0 && count_ > capacity_; }
  std::uint32_t dropped() const { return dropped_; }

  // The write that comes now is dropped.
  void drop_newest() { ++dropped_; }

  // The value that has to go for the one that comes; the caller moves it away and destroys what is left.
  // Null while an extended read has pinned the only one.
  void* victim() { return count_ > pinned_ ? at(pinned_) : nullptr; }
  void drop_victim() {
    ++dropped_;
    for (unsigned i = pinned_ + 1u; i < count_ && pinned_; ++i) shift(i);
    if (!pinned_) first_ = after(first_, 1);
    --count_;
    update_offers();
  }

  // An extended read pins the oldest value: nobody else gets it, or overtakes it. Readers may come to wait; the room
  // stands in front of them, even when there is none.
  void pin() {
    pinned_ = 1;
    update_offers();
  }
  bool is_pinned() const { return pinned_ != 0; }
  // It has taken it.
  void take_pinned() {
    remove_oldest();
    offer_again();
  }
  // It is pinned no more.
  void offer_again() {
    pinned_ = 0;
    lose_unreadable();
    serve_waiting();
    this->announce(side::writer);
    this->announce(side::reader);
    this->serve_extended(side::writer);
  }

  // The oldest value again, which a reader was given and could not take: the next one gets it, unless readers have
  // ended the buffer, or it drops its oldest and is full. False when all slots are in use: the caller makes room with
  // move_to(). Another buffer may hold more than its capacity so, until that is read. Not while an extended read pins
  // the oldest.
  bool unread(void* value) {
    if (!readable_) return true;
    if (drops_oldest() && is_full()) return ++dropped_, true;
    if (count_ >= slots_) return false;
    first_ = after(first_, slots_ - 1u);
    type_->move(value, at(0));
    ++count_;
    update_offers();
    serve_waiting();
    return true;
  }
  std::uint16_t slots() const { return slots_; }
  std::uint16_t count() const { return count_; }
  // The i-th value, counted from the oldest, which is 0.
  void* stored(unsigned i) { return at(i); }
  bool holds_as(const value_type& type) const { return type_ == &type; }
  // From now on the values stand at `storage`, where there is room for `slots` of them, not less than before, and are
  // handled as `type` says, which has what they are at its beginning.
  void move_to(void* storage, std::uint16_t slots, const value_type& type) {
    auto* const to = static_cast<std::byte*>(storage);
    for (unsigned i = 0; i < count_; ++i) {
      type_->move(at(i), to + i * type.size);
      type_->destroy_rest(at(i));
    }
    type_ = &type;
    storage_ = to;
    slots_ = slots;
    first_ = 0;
    update_offers();
  }

  // A value has moved: out of the oldest slot to a reader, or into the room.
  void on_moved(side from) {
    if (from == side::writer) {
      remove_oldest();
    } else {
      ++count_;
    }
    serve_waiting();
  }

  // By an end of that side: after the last writer there is no more room, after the last reader nothing to read.
  void on_ended(side by) {
    readable_ = readable_ && by == side::writer;
    open_ = false;
    lose_unreadable();
    update_offers();
  }

  // Destroys what nobody can read any more: after on_ended(), take_pinned() and offer_again(). Without the lock. Out of
  // line, for g++ 12 takes the channel that it sees for one without a buffer.
  [[gnu::noinline]] void discard() {
    std::uint16_t lost = 0;
    unsigned from = 0;
    {
      typename E::scoped_lock lock;
      std::swap(lost, lost_);
      from = first_;
      first_ = after(first_, lost);
    }
    for (unsigned i = 0; i < lost; ++i) type_->destroy(storage_ + after(from, i) * type_->size);
  }

 private:
  // After the end of the readers; what is pinned stays.
  void lose_unreadable() {
    if (readable_ || pinned_ != 0) return;
    lost_ = static_cast<std::uint16_t>(lost_ + count_);
    count_ = 0;
  }

  auto after(unsigned slot, unsigned n) const { return static_cast<decltype(first_)>((slot + n) % slots_); }
  std::byte* at(unsigned i) { return storage_ + after(first_, i) * type_->size; }

  // What a move has left of it.
  void remove_oldest() {
    type_->destroy_rest(at(0));
    first_ = after(first_, 1);
    --count_;
  }

  // Value i takes the slot before it.
  void shift(unsigned i) {
    type_->move(at(i), at(i - 1));
    type_->destroy_rest(at(i));
  }

  // Readers that wait get what there is, writers that wait get the room. After a pin, both may wait.
  void serve_waiting() {
    serve_readers();
    while (serve_writers() && serve_readers()) {
    }
    update_offers();
    if (!open_ && count_ == 0) {
      this->dismiss(side::reader);
      this->notify_kept();
    }
  }

  // Both return whether somebody was served.
  bool serve_readers() {
    bool some = false;
    while (count_ > 0 && pinned_ == 0) {
      offer<E>* const reader = this->search_parties(side::writer, nullptr);
      if (!reader) break;
      type_->move(at(0), reader->payload);
      remove_oldest();
      reader->decide(status::done);
      some = true;
    }
    return some;
  }
  bool serve_writers() {
    bool some = false;
    while (open_ && !is_full()) {
      offer<E>* const writer = this->search_parties(side::reader, nullptr);
      if (!writer) break;
      type_->move(writer->payload, at(count_));
      ++count_;
      writer->decide(status::done);
      some = true;
    }
    return some;
  }

  void update_offers() {
    this->filled_ = readable_ && count_ > 0;
    if (!pinned_) oldest_.payload = at(0);  // whoever has it pinned uses it without the lock
    room_.payload = at(count_);
    update_offer(oldest_, oldest_is_out_, count_ > 0);
    update_offer(room_, room_is_out_, has_room() || pinned_ != 0);
  }
  void update_offer(offer<E>& mine, bool& is_out, bool wanted) {
    if (wanted == is_out) return;
    is_out = wanted;
    if (!wanted) return this->withdraw(mine);
    this->join_front(mine);
    this->serve_extended(mine.my_side);
  }

  const value_type* type_;
  std::byte* storage_;
  std::uint16_t capacity_;
  std::uint16_t slots_;
  std::uint16_t first_ = 0;
  std::uint16_t count_ = 0;
  std::uint16_t lost_ = 0;    // that nobody can read, until they are destroyed
  std::uint16_t pinned_ = 0;  // 1: an extended read has pinned the oldest
  when_full policy_;
  bool open_ = true;      // for writes
  bool readable_ = true;  // the readers have not ended it
  bool oldest_is_out_ = false;
  bool room_is_out_ = false;
  std::uint32_t dropped_ = 0;
  offer<E> oldest_;
  offer<E> room_;
};

}  // namespace csp::core
