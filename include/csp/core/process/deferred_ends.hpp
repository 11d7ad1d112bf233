// Ends that died while an exception passed, and whose release is deferred. When it leaves the process they poison, when
// it is caught they retire; until that is known they stand here, still counted. Nothing at all in a build without
// exceptions.
#pragma once
#include <exception>
#include <new>

#include "../channel/rendezvous.hpp"

namespace csp::core {

#if defined(__cpp_exceptions)

// One for each thread that runs processes.
template <class E>
class deferred_ends {
 public:
  // Takes over an end that dies now; false when no exception is on its way, or there is no memory to note it.
  bool try_defer(rendezvous<E>& at, side s) {
    if (!leaving_ && std::uncaught_exceptions() == 0) return false;
    entry* const kept = ::new (std::nothrow) entry{&at, s, first_};
    if (!kept) return false;
    first_ = kept;
    E::resolve_later();
    return true;
  }

  // Destroys a frame that is over; when it failed, the exception goes on to its caller.
  template <class Destroy>
  void destroy_frame(status how, Destroy destroy) {
    leaving_ = how == status::failed;
    destroy();
    leaving_ = false;
  }

  bool empty() const { return !first_; }

  // The process waits again, so the exception was caught; or it has ended. Without the lock.
  void resolve(bool poisons) {
    if (first_) [[unlikely]]
      resolve_all(poisons);
  }

  // A channel is destroyed together with its ends. The lock is held, so memory is released later.
  void forget(rendezvous<E>& gone) {
    for (entry* e = first_; e; e = e->next) {
      if (e->at != &gone) continue;
      gone.leave(e->end, false);
      e->at = nullptr;
    }
  }

 private:
  struct entry {
    rendezvous<E>* at;  // null: it is gone
    side end;
    entry* next;
  };

  [[gnu::noinline]] void resolve_all(bool poisons) {
    while (entry* const e = first_) {
      first_ = e->next;
      if (e->at) give_up_end(*e->at, e->end, poisons);
      delete e;
    }
  }

  static void give_up_end(rendezvous<E>& at, side s, bool poisons) {
    if (at.is_buffer()) {
      {
        typename E::scoped_lock lock;
        at.prepare_to_leave(s, poisons);
      }
      static_cast<store<E>&>(at).discard();
    }
    if (leave_under_lock(at, s, poisons)) at.dispose();
  }
  // Returns whether the channel was abandoned by that.
  static bool leave_under_lock(rendezvous<E>& at, side s, bool poisons) {
    typename E::scoped_lock lock;
    at.leave(s, poisons);
    return at.is_abandoned();
  }

  entry* first_ = nullptr;
  bool leaving_ = false;
};

#else

template <class E>
class deferred_ends {
 public:
  static constexpr bool try_defer(rendezvous<E>&, side) { return false; }
  template <class Destroy>
  static void destroy_frame(status, Destroy destroy) {
    destroy();
  }
  static constexpr bool empty() { return true; }
  static void resolve(bool) {}
  static void forget(rendezvous<E>&) {}
};

#endif

}  // namespace csp::core
