// Reference: deadlock and reports.
#include <csignal>
#include <csp/csp.hpp>
#include <string>
using csp::process, csp::reader, csp::status, csp::writer;

// [report]
bool reported = false;

process copy(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}
process ring() {
  csp::channel<int> a("a"), b("b");
  co_await csp::par(copy(a.reader(), b.writer()), copy(b.reader(), a.writer()));  // nobody begins
}

bool finds_the_deadlock() {
  csp::on_deadlock([] { reported = true; });  // instead of printing the report
  const bool found = csp::run(ring()) == status::deadlock;
  csp::on_deadlock(nullptr);
  return found && reported;
}
// [/report]

// [visit]
process look(std::string& seen) {
  csp::report([&](const csp::waiting& p) {
    if (p.does() == csp::activity::reads_or_writes)
      p.each_channel([&](const csp::awaited& c) { seen = std::string(c.verb()) + " " + std::string(c.name()); });
  });
  co_return;
}
// [/visit]

process read_one(reader<int> in) { co_await in.next(); }
process look_late(std::string& seen, writer<int> keeps_it_open) {
  while (seen.empty()) {
    co_await csp::yield();
    co_await look(seen);
  }
  keeps_it_open.retire();
}
process watched(std::string& seen) {
  csp::channel<int> c("samples");
  co_await csp::par(read_one(c.reader()), look_late(seen, c.writer()));
}

// [signal]
bool asks_by_signal() {
  if (csp::report_on(SIGUSR1) != status::done) return false;  // from now on: kill -USR1
  csp::no_report_on(SIGUSR1);
  return true;
}
// [/signal]

int main() {
  std::string seen;
  csp::run(watched(seen));
  return finds_the_deadlock() && seen == "reads from samples" && asks_by_signal() ? 0 : 1;
}
