// Who waits for what: the report of a deadlock, and the same at any time.
#pragma once
#include "core/cycle.hpp"
#include "port/console.hpp"

namespace csp {

// What a process does at the moment.
enum class activity : unsigned char { runs, reads_or_writes, chooses, several, waits_for_processes, sleeps };

// One process in a report, valid while it is visited.
template <class E>
class basic_waiting {
 public:
  basic_waiting(const core::party<E>& p, const core::member<E>& m) : party_(&p), member_(&m) {}

  // What it was named, or the function in which it waits; empty for one that has not waited yet.
  std::string_view name() const {
    const std::string_view given = member_->launch.called();
    return given.empty() ? party_->where.function() : given;
  }
  // The line of its co_await, where it waits or waited last.
  std::string_view file() const { return party_->where.file(); }
  unsigned line() const { return party_->where.line(); }

  activity does() const {
    constexpr activity of[] = {activity::runs,    activity::reads_or_writes,     activity::several,
                               activity::chooses, activity::waits_for_processes, activity::sleeps};
    return of[party_->pending == 0 ? 0 : static_cast<unsigned>(party_->kind)];
  }

  // Calls visit(verb, name, line) for each channel or barrier that it waits at: "reads", "writes" or "syncs"; the name
  // of the channel, or the file and the line where it is declared (the line is 0 with a name).
  template <class Visit>
  void each_channel(Visit visit) const {
    core::each_offer(*party_, [&](const core::offer<E>& o) {
      visit(verb(o), o.channel->called().text(), o.channel->called().line());
    });
  }

 private:
  static std::string_view verb(const core::offer<E>& o) {
    if (o.channel->is_barrier()) return "syncs at";
    return o.my_side == core::side::reader ? "reads from" : "writes to";
  }

  const core::party<E>* party_;
  const core::member<E>* member_;
};

namespace reports {

inline void print(unsigned long number) {
  char digits[24];
  unsigned at = sizeof digits;
  do digits[--at] = static_cast<char>('0' + number % 10);
  while (number /= 10);
  port::print({digits + at, sizeof digits - at});
}
template <class... Parts>
void print(const Parts&... parts)
  requires(sizeof...(Parts) > 1)
{
  (
      [](const auto& part) {
        if constexpr (std::is_convertible_v<decltype(part), std::string_view>) {
          port::print(part);
        } else {
          print(static_cast<unsigned long>(part));
        }
      }(parts),
      ...);
}
inline void print_place(std::string_view file, unsigned line) {
  port::print(file);
  if (line != 0) print(":", line);
}

template <class E>
void print(const basic_waiting<E>& w) {
  constexpr std::string_view said[] = {
      "runs", "", "chooses: ", "", "waits for the processes that it started", "sleeps or waits with a timeout"};
  print("csp:   ", w.name(), " (");
  print_place(w.file(), w.line());
  print(") ", said[static_cast<unsigned>(w.does())]);
  std::string_view before;
  w.each_channel([&](std::string_view verb, std::string_view name, unsigned line) {
    print(before, verb, " ");
    print_place(name, line);
    before = ", ";
  });
  port::print("\n");
}

template <class E>
std::string_view name_of(const core::party<E>& p) {
  return basic_waiting<E>(p, *static_cast<const core::frame<E>&>(p).owner).name();
}

template <class E>
void print_cycle() {
  const core::cycle<E> found;
  if (found.length() == 0) return;
  port::print("csp:   cycle: ");
  for (unsigned i = 0; i < found.length(); ++i) print(name_of(found[i]), " -> ");
  print(name_of(found[0]), "\n");
}

inline constexpr unsigned long most_printed = 100;

}  // namespace reports

// Calls visit(waiting) for every process, those started first before the others. The engine's lock is held meanwhile:
// `visit` uses no channel and no end.
template <class E, class Visit>
void visit_processes(Visit visit) {
  typename E::guard lock;
  core::listed_network<E>::each_process(
      [&](const core::party<E>& p, const core::member<E>& m) { visit(basic_waiting<E>(p, m)); });
}

// Prints all processes (the first 100), what each waits for and where, and a cycle among those that wait, if there is
// one that can be seen.
template <class E>
void print_report(std::string_view title) {
  unsigned long count = 0;
  visit_processes<E>([&](const basic_waiting<E>&) { ++count; });
  reports::print("csp: ", title, ": ", count, count == 1 ? " process\n" : " processes\n");
  unsigned long printed = 0;
  visit_processes<E>([&](const basic_waiting<E>& w) {
    if (printed++ < reports::most_printed) reports::print(w);
  });
  if (printed > reports::most_printed) reports::print("csp:   and ", printed - reports::most_printed, " more\n");
  typename E::guard lock;
  reports::print_cycle<E>();
}

// Called by plain code that waits and has learnt that nothing can ever run again, before it answers `deadlock`.
using deadlock_hook = void (*)();

namespace reports {
inline deadlock_hook on_deadlock = nullptr;
}

// Replaces the printing of a report by `hook`, which may abort; when it returns, the processes are ended as by poison.
// Null: prints again. To be set while no network runs.
inline void on_deadlock(deadlock_hook hook) { reports::on_deadlock = hook; }

namespace reports {

template <class E>
void tell_deadlock() {
  if (on_deadlock) return on_deadlock();
  if constexpr (core::named) print_report<E>("deadlock");
}

}  // namespace reports
}  // namespace csp
