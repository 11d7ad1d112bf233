// One process in a report, and what it waits for.
#pragma once
#include "core/language.hpp"

#include "core/diagnostics/cycle.hpp"

namespace csp {

// What a process does at the moment.
enum class activity : unsigned char { runs, reads_or_writes, chooses, several, waits_for_processes, sleeps };

template <class E>
class basic_awaited;

// One process in a report, valid while it is visited.
template <class E>
class basic_waiting {
 public:
  explicit basic_waiting(const core::party<E>& p) : party_(&p) {}

  // What it was named, or the function in which it waits, or in which it runs since it waited last.
  std::string_view name() const {
    const std::string_view given = given_name();
    return given.empty() ? function() : given;
  }
  // Empty without one.
  std::string_view given_name() const { return outermost().owner->launch.name(); }
  // Where it waits or waited last: the function, and the line of its co_await; until then its own beginning.
  std::string_view function() const { return party_->where.function(); }
  std::string_view file() const { return party_->where.file(); }
  unsigned line() const { return party_->where.line(); }

  // Calls visit(function, file, line) for the processes that have called the one that waits, from inside out, with the
  // line of the call. For none while it runs. An extended read is no process of its own: it waits at the line that
  // calls it.
  template <class Visit>
  void each_caller(Visit visit) const {
    core::each_frame(*party_, [&](const core::frame<E>& f) {
      if (f.is_called() && f.where != party_->where) visit(f.where.function(), f.where.file(), f.where.line());
    });
  }

  activity does() const {
    constexpr activity of[] = {activity::runs,    activity::reads_or_writes,     activity::several,
                               activity::chooses, activity::waits_for_processes, activity::sleeps};
    static_assert(sizeof of / sizeof of[0] == static_cast<unsigned>(core::wait_for::kinds),
                  "a new kind of wait has an activity");
    return of[party_->pending == 0 ? 0 : static_cast<unsigned>(party_->kind)];
  }

  // Calls visit(awaited) for each channel or barrier at which it waits.
  template <class Visit>
  void each_channel(Visit visit) const {
    core::each_offer(*party_, [&](const core::offer<E>& o) { visit(basic_awaited<E>(o)); });
  }

 private:
  const core::frame<E>& outermost() const { return static_cast<const core::frame<E>&>(*party_); }

  const core::party<E>* party_;
};

// A channel or barrier at which a process waits, valid while it is visited.
template <class E>
class basic_awaited {
 public:
  explicit basic_awaited(const core::offer<E>& o) : offer_(&o) {}

  // "reads from", "writes to" or "syncs at".
  std::string_view verb() const {
    if (channel().is_barrier()) return "syncs at";
    return offer_->my_side == core::side::reader ? "reads from" : "writes to";
  }
  // Of the channel: its name, with line 0; or the file, line and column where it is declared.
  std::string_view name() const { return channel().name().text(); }
  unsigned line() const { return channel().name().line(); }
  unsigned column() const { return channel().name().column(); }

  // The ends at the other side, for which it waits; of a barrier all enrolments.
  unsigned long ends() const { return channel().ends(awaited_side()); }
  // Calls visit(waiting) for each of them that a process holds: the newest 8 are looked at. Those in the hands of plain
  // code, in a container or in a message are held by none.
  template <class Visit>
  void each_holder(Visit visit) const {
    const core::holders<E> found(channel(), awaited_side());
    for (unsigned i = 0; i < found.seen(); ++i)
      if (found[i]) visit(basic_waiting<E>(*found[i]));
  }

  const core::rendezvous<E>& channel() const { return *offer_->channel; }
  core::side awaited_side() const { return channel().is_barrier() ? core::side::reader : core::other(offer_->my_side); }

 private:
  const core::offer<E>* offer_;
};

namespace detail {

namespace reports {

// Where the lock is held already, or nobody changes anything, since the program is stopped.
struct nothing_to_lock {
  nothing_to_lock() {}
};

}  // namespace reports

// Calls visit(waiting) for every process, those started first before the others. The engine's lock is held meanwhile:
// `visit` uses no channel and no end.
template <class E, class Lock = typename E::scoped_lock, class Visit>
void visit_processes(Visit visit) {
  Lock lock;
  core::listed_network<E>::each_process(
      [&](const core::party<E>& p, const core::child_process<E>&) { visit(basic_waiting<E>(p)); });
}

}  // namespace detail

}  // namespace csp
