// How to: find out why a network stands still.
#include <csp/csp.hpp>
#include <cstdio>
#include <string>
using csp::process, csp::reader, csp::status, csp::writer;

// [network]
process left(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}

process right(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}

process ring() {
  csp::channel<int> there("there"), back("back");
  co_await csp::par(left(back.reader(), there.writer()).named("left"),
                    right(there.reader(), back.writer()).named("right"));
}
// [/network]

// [hook]
std::string waits;

void look() {
  csp::report();  // prints; then on our own account:
  csp::report([](const csp::waiting& one) {
    one.each_channel([&](const csp::awaited& at) {
      waits += std::string(one.name()) + " " + std::string(at.verb()) + " " + std::string(at.name()) + "; ";
    });
  });
}
// [/hook]

int main() {
  csp::on_deadlock(look);
  const csp::outcome how = csp::run(ring());
  std::printf("%s: %s\n", name(how.status()), waits.c_str());
  const bool told = waits.find("left") != std::string::npos && waits.find("reads from back") != std::string::npos &&
                    waits.find("reads from there") != std::string::npos;
  return how == status::deadlock && told ? 0 : 1;
}
