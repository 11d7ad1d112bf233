// A report as text.
#pragma once
#include "core/language.hpp"

#include "port/console.hpp"
#include "waiting.hpp"

namespace csp::detail::reports {

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
inline void print_rest(unsigned long all, unsigned long printed, std::string_view before) {
  if (all > printed) print(before, "and ", all - printed, " more");
}

inline constexpr unsigned long most_printed = 100;  // processes
inline constexpr unsigned most_guards = 8;          // of one choice
inline constexpr unsigned most_callers = 3;

// "delta in net", or "delta in left", of which only the outermost has a name that was given.
template <class E>
void print_name(const basic_waiting<E>& w) {
  unsigned long callers = 0;
  w.each_caller([&](auto...) { ++callers; });
  const std::string_view given = w.given_name();
  if (given.empty() || callers != 0) port::print(w.function());
  unsigned long at = 0;
  w.each_caller([&](std::string_view function, std::string_view, unsigned) {
    if (++at == callers) return print(" in ", given.empty() ? function : given);
    if (at <= most_callers) print(" in ", function);
    if (at == most_callers && callers > most_callers + 1) print(" in ", callers - most_callers - 1, " more");
  });
  if (callers == 0) port::print(given);
}

// The channels that a report has spoken of; those that are declared at the same place are numbered.
template <class E>
class channel_list {
 public:
  static constexpr unsigned most = 32;

  struct entry {
    const core::rendezvous<E>* channel;
    core::side awaited;
    unsigned number;
  };

  // Where it stands, if there is room for it.
  void note(const basic_awaited<E>& a) {
    unsigned number = 1;
    for (const entry& e : *this) {
      if (e.channel == &a.channel()) {
        number = e.number;
        if (e.awaited == a.awaited_side()) return;
        break;
      }
      if (e.channel->name() == a.channel().name() && e.number >= number) number = e.number + 1;
    }
    if (count_ < most) all_[count_++] = {&a.channel(), a.awaited_side(), number};
  }
  void print_name(const core::rendezvous<E>& c) const {
    print_label(c.name());
    for (const entry& e : *this)
      if (e.channel == &c && e.number > 1) return print(" #", e.number);
  }

  const entry* begin() const { return all_; }
  const entry* end() const { return all_ + count_; }

 private:
  static void print_label(const core::label& l) {
    port::print(l.text());
    if (l.line() != 0) print(":", l.line(), ":", l.column());
  }

  entry all_[most];
  unsigned count_ = 0;
};

template <class E>
void print_process(const basic_waiting<E>& w, channel_list<E>& channels) {
  constexpr std::string_view said[] = {
      "runs", "", "chooses: ", "", "waits for the processes that it started", "sleeps or waits with a timeout"};
  port::print("csp:   ");
  print_name(w);
  print(" (", w.file(), ":", w.line(), ") ", said[static_cast<unsigned>(w.does())]);
  unsigned long count = 0;
  w.each_channel([&](const basic_awaited<E>& a) {
    if (count++ >= most_guards) return;
    channels.note(a);
    print(count == 1 ? "" : ", ", a.verb(), " ");
    channels.print_name(a.channel());
  });
  print_rest(count, most_guards, " ");
  port::print("\n");
}

// "c has 2 writing ends: net, no process". No process holds what lies in plain code, a container or a message.
template <class E>
void print_ends(const typename channel_list<E>::entry& of, const channel_list<E>& channels) {
  const core::holders<E> found(*of.channel, of.awaited);
  const std::string_view kind = of.channel->is_barrier()           ? "enrolment"
                                : of.awaited == core::side::reader ? "reading end"
                                                                   : "writing end";
  port::print("csp:   ");
  channels.print_name(*of.channel);
  if (found.ends() == 0) return print(" has no ", kind, "\n");
  print(" has ", found.ends(), " ", kind, found.ends() == 1 ? ": " : "s: ");
  for (unsigned i = 0; i < found.seen(); ++i) {
    if (i != 0) port::print(", ");
    found[i] ? print_name(basic_waiting<E>(*found[i])) : port::print("no process");
  }
  print_rest(found.ends(), found.seen(), found.seen() != 0 ? " " : "");
  port::print("\n");
}

template <class E>
void print_cycle() {
  const core::cycle<E> found;
  if (found.length() == 0) return;
  port::print("csp:   cycle: ");
  for (unsigned i = 0; i < found.length(); ++i) print(basic_waiting<E>(found[i]).name(), " -> ");
  print(basic_waiting<E>(found[0]).name(), "\n");
}

// Prints all processes (the first 100), what each waits for and where, who holds the other ends of those channels, and
// a cycle among those that wait, if there is one that can be seen.
template <class E, class Lock = typename E::scoped_lock>
void print_report(std::string_view title) {
  Lock lock;
  channel_list<E> channels;
  unsigned long count = 0;
  visit_processes<E, nothing_to_lock>([&](const basic_waiting<E>&) { ++count; });
  print("csp: ", title, ": ", count, count == 1 ? " process\n" : " processes\n");
  unsigned long printed = 0;
  visit_processes<E, nothing_to_lock>([&](const basic_waiting<E>& w) {
    if (printed++ < most_printed) print_process(w, channels);
  });
  if (count > most_printed) print("csp:   and ", count - most_printed, " more\n");
  for (const auto& each : channels) print_ends(each, channels);
  print_cycle<E>();
}

}  // namespace csp::detail::reports
