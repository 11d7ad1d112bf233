// A network in deadlock that an end for interrupts hides. When all wait it stops itself, for a debugger to look at.
#include <atomic>
#include <csignal>
#include <csp/csp.hpp>
#include <vector>

#include "stop.hpp"

namespace {

using csp::process, csp::reader, csp::writer;

process pass_on(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x);
  }
}
process delta(reader<int> in, writer<int> out) { co_await pass_on(in, out); }

process chooser(reader<int> in, std::vector<reader<int>> row) {
  std::vector<int> values(row.size());
  std::vector<decltype(in.into(values[0]))> guards;
  for (std::size_t i = 0; i < row.size(); ++i) guards.push_back(row[i].into(values[i]));
  guards.push_back(in.into(values[0]));
  co_await csp::alt(guards);
}

process both(reader<int> in, writer<int> out) { co_await csp::par(in.read(), out.write(1)); }

process meets(csp::enrolment mine) { co_await mine.sync(); }

process look_at(reader<int> in) {
  co_await in.extended([](const int&) {});
}

std::vector<reader<int>> readers_of(std::vector<csp::channel<int>>& row) {
  std::vector<reader<int>> all;
  for (auto& each : row) all.push_back(each.reader());
  return all;
}

process network(std::vector<csp::channel<int>>& row) {
  csp::channel<int> a("a"), b("b"), s("s"), left, right;
  csp::interrupt_writer<int> handler(s.writer());
  const auto kept = left.writer();
  csp::barrier all("all");
  const auto absent = all.enrol();
  co_await csp::par(pass_on(a.reader(), b.writer()).named("first"), delta(b.reader(), a.writer()),
                    chooser(s.reader(), readers_of(row)), both(left.reader(), right.writer()), meets(all.enrol()),
                    look_at(s.reader()));
}

}  // namespace

int main() {
  std::vector<csp::channel<int>> row(12);
  stop_when_all_wait(7);
  csp::run(network(row).named("network"));
}
