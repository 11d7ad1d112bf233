// The meeting point of readers and writers, ignorant of the value's type.
// Unless it says otherwise, a member is called with the engine's lock held. What stays true:
//
// - Parties do not wait on both sides at once, unless an extended read pins one of them, or one choice has both ends.
// - A queue is in the order of arrival; what came back stands by its ticket. A buffer's offers stand in front.
// - slow_path_ is nothing only when an operation that finds nobody in the queue can simply wait.
// - state_ only gets worse. Once it has ended nobody waits here but readers of a buffer that is not drained.
// - ends_ counts each end that lives, those whose release is deferred among them.
#pragma once
#include <cstdint>

#include "../diagnostics/misuse.hpp"
#include "../diagnostics/site.hpp"
#include "end_list.hpp"
#include "offer.hpp"
#include "queue.hpp"

namespace csp::core {

// What a rendezvous is part of.
enum class rendezvous_kind : unsigned char {
  channel,
  shared_channel,  // lives as long as its ends, in memory for frames
  shared_buffer,   // likewise; a store, and behind it its values
  buffer,          // a store
  barrier,         // of parties that wait for each other, as readers
};

// What a rendezvous asks of the buffer or the barrier that it is part of; see whole.hpp.
template <class E>
struct whole;

template <class E>
class rendezvous {
 public:
  explicit constexpr rendezvous(label called, rendezvous_kind kind = rendezvous_kind::channel)
      : slow_path_(is_buffer(kind) ? itself : nothing), kind_(kind), label_(called) {}
  rendezvous(const rendezvous&) = delete;
  rendezvous& operator=(const rendezvous&) = delete;

  // Where an end points that was moved from or retired: nobody waits there, and using it is an assertion.
  static constexpr rendezvous nowhere(label end) { return rendezvous(end, status::failed); }

  // What an operation that finds no partner meets: would_wait, closed or poisoned.
  // An end that was moved from is used `here`.
  status state(site here = {}) const {
    if (state_ == status::failed) [[unlikely]]
      here.misused("an end is used that was moved from or retired", label_.text());
    return state_;
  }

  bool has_ended() const { return state_ > status::done; }

  // Whether operations on side s meet closed or poison. Readers drain a buffer first.
  bool has_ended_for(side s) const {
    return (state_ == status::closed || state_ == status::poisoned) && !(s == side::reader && filled_);
  }

  // For reports: who waited last on that side, and its ends.
  void note_user(side s, const void* process) { users_.note(index(s), process); }
  const void* last_user(side s) const { return users_.last(index(s)); }
  const end_entry* first_end(side s) const { return listed_.first(index(s)); }
  const label& name() const { return label_; }

  // Its channel is destroyed, and with it this.
  void on_destroyed() {
    if (has_ends()) E::deferred().forget(*this);
    if (has_ends()) label_.misused("a channel must outlive its ends");
    if (kept_) label_.misused("a channel is destroyed under a choice that was kept");
    if (first_party(side::reader) || first_party(side::writer))
      label_.misused("a channel is destroyed while a process waits at it");
  }

  // The partner that waits first in the queue for an operation on `mine`; or null. When it is alone, it is the longest
  // waiting one, to be taken.
  offer<E>* first_partner(side mine) { return waiting(other(mine)).front(); }
  [[gnu::always_inline]] void take_first_partner(side mine) { waiting(other(mine)).pop_front(); }
  // An operation that finds nobody in the queue cannot simply wait: it has ended, or choices are kept here.
  bool needs_slow_path() const { return slow_path_ != nothing; }
  // It can wait though choices are kept here.
  bool may_enqueue(side mine) const { return !(slow_path_ & itself) && !is_awaited(mine); }
  // The same where nothing else stands in its way: it can simply wait, for those choices know of it now.
  bool try_hint_kept(side mine) {
    if (slow_path_ & ~guards_on(other(mine))) return false;
    for (guard_offer<E>* b = kept_; b; b = b->next_kept) {
      if (b->owner_choice->is_offering(*b)) return false;
      b->owner_choice->hint(b->index);
    }
    return true;
  }

  // The longest waiting partner of any role, taken out of its queue; or null. A choice that asks never meets itself.
  offer<E>* search(side mine, const choice<E>* asking);

  // Kept choices stand on side s with a guard, whether they wait or not.
  bool is_guarded(side s) const { return slow_path_ & guards_on(s); }
  // Whether an operation on `mine` may find a partner: a hint, for kept choices may be at work elsewhere.
  bool may_meet(side mine) { return waiting(other(mine)).front() || is_guarded(other(mine)); }
  // Whether a kept choice waits for an operation on `mine`.
  bool is_awaited(side mine) const { return is_guarded(other(mine)) && has_waiting_guard(other(mine)); }

  [[gnu::always_inline]] void join_queue(side s, offer<E>& mine) { waiting(s).push_back(mine); }
  // Where choices are kept: they learn of it.
  void join_guarded(side s, offer<E>& mine) {
    join_queue(s, mine);
    announce(s, mine);
  }
  void join(side s, offer<E>& mine) {
    join_queue(s, mine);
    if (kind_ == rendezvous_kind::barrier) whole<E>::count(*this, 1);
    if (kept_) [[unlikely]]
      announce(s, mine);
  }
  // One that was pinned comes back, with the ticket that it has since then: in front of those that came later, and
  // behind those that came before it, which have been pinned, too.
  void rejoin(offer<E>& mine) {
    rejoin_queue(mine);
    serve_extended(mine.my_side);
  }
  void rejoin_queue(offer<E>& mine);
  // In front of `later`, which waits on the same side; null: behind all.
  void rejoin_before(offer<E>* later, offer<E>& mine) {
    waiting(mine.my_side).insert(mine, later);
    announce(mine.my_side);
  }

  // Extended reads wait here, in the order of all readers.
  void join_extended(extended_offer<E>& mine);
  bool has_extended(side mine) const { return (slow_path_ & extended_reads) && mine == side::writer; }
  // On side s somebody has begun to wait: the extended reads that are first pin those on whom they waited.
  void serve_extended(side s) {
    if (has_extended(s)) [[unlikely]]
      serve_extended();
  }

  void withdraw(offer<E>& mine) {
    waiting(mine.my_side).remove(mine);
    if (mine.role == offer_role::extended) [[unlikely]]
      forget_extended();
    if (kind_ == rendezvous_kind::barrier) whole<E>::count(*this, -1);
  }

  // A kept choice stands here with one of its guards, from its making to its end.
  void keep(guard_offer<E>& guard);
  void forget(guard_offer<E>& guard);
  // A kept choice begins to wait: those on the other side learn that somebody may be there.
  void announce(side s);

  // Counts the waits of processes and choices at channels where a choice is kept, so that they are served in the order
  // in which they came.
  static std::uint32_t next_ticket() {
    if (++tickets_ == no_ticket) ++tickets_;
    return tickets_;
  }
  static constexpr std::uint32_t no_ticket = 0;
  // Tickets wrap.
  static bool is_before(std::uint32_t ticket, std::uint32_t than) {
    return static_cast<std::int32_t>(ticket - than) < 0;
  }
  // From now on it has one.
  static void give_ticket(offer<E>& waiting);

  void enrol(side s) { ++ends_[index(s)]; }
  void enrol(side s, end_entry& entry) {
    enrol(s);
    listed_.join(index(s), entry);
  }
  std::uint32_t ends(side s) const { return ends_[index(s)]; }

  // Gives up one end. The last of its side closes the channel, for good.
  void leave(side s, bool poisons) {
    if (kind_ == rendezvous_kind::barrier) return whole<E>::resign(*this);
    if (poisons) poison(s);
    if (--ends_[index(s)] == 0) {
      require_no_kept_end(s);
      end(status::closed, s);
    }
  }
  // Before a leave(), to be rid of what a buffer holds while the channel is still there for sure.
  void prepare_to_leave(side s, bool poisons) {
    if (poisons) poison(s);
    if (ends_[index(s)] == 1) end(status::closed, s);
  }

  // By an end of side s, or by the channel, as a reader.
  void poison(side s) { end(status::poisoned, s); }

  bool is_barrier() const { return kind_ == rendezvous_kind::barrier; }
  bool is_buffer() const { return is_buffer(kind_); }
  bool is_shared_buffer() const { return kind_ == rendezvous_kind::shared_buffer; }

  // A shared one that nobody can use any more; whoever finds it so disposes of it, then without the lock. Who looks at
  // a value of a buffer still uses it.
  bool is_abandoned() const {
    if (has_ends()) return false;
    return kind_ == rendezvous_kind::shared_channel || (is_shared_buffer() && !is_pinned());
  }
  // Out of line, as what else looks into a buffer when an end is given up: g++ 12 takes the channel that it sees for
  // one that has none.
  [[gnu::noinline]] void dispose() {
    if (is_shared_buffer()) return whole<E>::dispose(*this);
    E::release(this, sizeof *this);
  }

 private:
  friend class store<E>;
  friend class barrier_point<E>;

  constexpr rendezvous(label called, status s)
      : state_(s), slow_path_(itself), kind_(rendezvous_kind::channel), label_(called) {}

  // Why an operation that finds nobody in the queue cannot simply wait: the channel has ended, or is a buffer; extended
  // reads wait; choices are kept on a side.
  enum : unsigned char { nothing = 0, itself = 1, extended_reads = 2, reading_guards = 4, writing_guards = 8 };
  static constexpr unsigned guards_on(side s) { return s == side::reader ? reading_guards : writing_guards; }
  void set_slow_path(unsigned what, bool on) {
    slow_path_ = static_cast<unsigned char>(on ? slow_path_ | what : slow_path_ & ~what);
  }

  static constexpr bool is_buffer(rendezvous_kind kind) {
    return kind == rendezvous_kind::shared_buffer || kind == rendezvous_kind::buffer;
  }

  // Of a shared buffer.
  [[gnu::noinline]] bool is_pinned() const { return whole<E>::is_pinned(*this); }

  bool has_ends() const { return ends_[0] || ends_[1]; }

  static int index(side s) { return static_cast<int>(s); }
  queue<offer<E>>& waiting(side s) { return waiting_[index(s)]; }

  // The first that waits on side s, whatever offer of a buffer stands in front of it.
  offer<E>* first_party(side s) {
    offer<E>* const first = waiting(s).front();
    return first && first->role == offer_role::buffer ? first->next : first;
  }

  // Poison overrides closed, never the reverse. Ended by a writer, readers drain the buffer first.
  void end(status how, side by) {
    if (state_ < how) state_ = how;
    set_slow_path(itself, true);
    if (is_buffer()) [[unlikely]]
      whole<E>::on_ended(*this, by);
    if (!filled_) dismiss(side::reader);
    dismiss(side::writer);
    notify_kept();
    if constexpr (requires { E::end_sources(*this); }) E::end_sources(*this);
  }

  void dismiss(side s) {
    while (offer<E>* const last = first_party(s)) {
      withdraw(*last);
      last->decide(state_);
    }
  }

  // Puts a buffer's offer in front of all that wait.
  void join_front(offer<E>& mine) {
    waiting(mine.my_side).push_front(mine);
    announce(mine.my_side);
  }

  void notify_kept() {
    for (guard_offer<E>* b = kept_; b; b = b->next_kept) b->owner_choice->on_guard_ended(*b, state_);
  }

  void serve_extended();
  void forget_extended();
  void announce(side s, offer<E>& mine);
  offer<E>* search_parties(side mine, const choice<E>* asking);
  bool has_waiting_guard(side s) const;
  guard_offer<E>* longest_kept(side s, const choice<E>* asking);
  void require_no_kept_end(side s);

  queue<offer<E>> waiting_[2];
  guard_offer<E>* kept_ = nullptr;  // the guards of kept choices, of both sides
  std::uint32_t ends_[2] = {0, 0};
  status state_ = status::would_wait;
  unsigned char slow_path_;  // in one byte, so that none is found with one test
  bool filled_ = false;      // there is something to drain
  rendezvous_kind kind_;
  [[no_unique_address]] label label_;
  [[no_unique_address]] users users_;
  [[no_unique_address]] end_list listed_;
  static inline std::uint32_t tickets_ = 0;
};

}  // namespace csp::core

#include "extended.hpp"
#include "kept.hpp"
#include "whole.hpp"
