// A thread that is none of the network's sends to a process by an interrupt_writer: as fast as it can, with and without
// losses; and to and fro, by an interrupt_reader too.
#include <atomic>
#include <csp/csp.hpp>
#include <thread>
#include <vector>

#include "rounds.hpp"
#include "setting.hpp"
#include "stopwatch.hpp"

namespace {

using csp::process, csp::reader, csp::status, csp::writer;

constexpr std::uint16_t places = 256;
using outlet = csp::interrupt_writer<int, csp::drops_newest<places>>;
using inlet = csp::interrupt_reader<int, places>;

constexpr int last = -1;  // a message that says that none follows

struct transfer {
  int messages;
  std::uint32_t arrived = 0;
  std::uint32_t dropped = 0;
  double ns = -1;
};

// Again and again until there is room. The refusals count as drops.
void insist(outlet& out, int value) {
  while (out.try_write(value) == status::would_wait) std::this_thread::yield();
}

process take(reader<int> in, transfer& t) {
  for (int x; (x = co_await in.read()) != last;) ++t.arrived;
}

// Send sends a message in the foreign thread; the last one is to arrive by all means.
template <void (*Send)(outlet& out, int value)>
process network(transfer& t) {
  csp::channel<int> values;
  outlet out(values.writer());
  const bench::stopwatch watch;
  std::thread source([&] {
    for (int i = 0; i < t.messages; ++i) Send(out, i);
    t.dropped = out.dropped();
    insist(out, last);
  });
  co_await csp::par(take(values.reader(), t));
  t.ns = watch.ns() / t.messages;
  source.join();
}

void offer(outlet& out, int value) { static_cast<void>(out.try_write(value)); }

// --- to and fro ----------------------------------------------------------------------------------------------------

process echo(reader<int> in, writer<int> out) {
  for (int x; (x = co_await in.read()) != last;) co_await out.write(x);
}

int await_answer(inlet& in) {
  for (;;) {
    if (const auto x = in.try_read()) return *x;
    std::this_thread::yield();
  }
}

process round_trips(transfer& t) {
  csp::channel<int> there, back;
  outlet out(there.writer());
  inlet in(back.reader());
  std::thread source([&] {
    const bench::stopwatch watch;
    for (int i = 0; i < t.messages; ++i) {
      insist(out, i);
      if (await_answer(in) == i) ++t.arrived;
    }
    t.ns = watch.ns() / t.messages;
    insist(out, last);
  });
  co_await csp::par(echo(there.reader(), back.writer()));
  source.join();
}

// -------------------------------------------------------------------------------------------------------------------

// `lossy`: what was dropped has not arrived; else it was refused, and came later.
struct way {
  const char* what;
  process (*network)(transfer&);
  bool lossy;
  int messages;
  double offered = 0, dropped = 0;

  double run(int messages_now) {
    transfer t{messages_now};
    csp::run(network(t));
    offered += messages_now;
    dropped += t.dropped;
    const std::uint32_t expected = static_cast<std::uint32_t>(messages_now) - (lossy ? t.dropped : 0);
    return t.arrived == expected ? t.ns : -1;
  }

  std::string drops() const { return R"("dropped_per_message": )" + std::to_string(dropped / offered); }
};

way ways[] = {
    {"all arrive", network<insist>, false, 200'000},
    {"may drop", network<offer>, true, 200'000},
    {"round trip", round_trips, false, 5'000},
};

bench::subject measured(way& w) {
  return {.name = w.what,
          .fields = R"("what": ")" + std::string(w.what) + '"',
          .count = w.messages,
          .run = [&w](int n) { return w.run(n); },
          .found = [&w] { return w.drops(); }};
}

}  // namespace

// The foreign thread may have a core of its own.
int main(int argc, char** argv) {
  std::vector<bench::subject> all;
  for (way& w : ways) all.push_back(measured(w));
  const bench::contestant me{"interrupts", "ns per message of a foreign thread", bench::setting::engine,
                             bench::setting::yardsticks()};
  return bench::rounds(me, std::move(all), argc, argv);
}
