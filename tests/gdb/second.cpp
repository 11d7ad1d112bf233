// A network in deadlock on a coop engine that is not the first. It stops itself, for a debugger to look at.
#include <csignal>
#include <csp/coop_on.hpp>

namespace {

using fourth = csp::coop_on<3>;

fourth::process copy(fourth::reader<int> in, fourth::writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}
fourth::process ring() {
  fourth::channel<int> a("a"), b("b");
  co_await csp::par(copy(a.reader(), b.writer()), copy(b.reader(), a.writer()));
}

}  // namespace

int main() {
  csp::on_deadlock([] { std::raise(SIGTRAP); });
  static_cast<void>(csp::run(ring()));
}
