// Stressed Alternatives: several writers at every channel, always writing, and one process that chooses among the
// channels again and again.
#include <csp/csp.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "rounds.hpp"
#include "setting.hpp"
#include "stopwatch.hpp"

namespace {

using csp::channel, csp::process, csp::reader, csp::writer;
using guard = decltype(std::declval<reader<int>&>().into(std::declval<int&>()));

struct pool {
  const char* name;
  int channels;
  int active;  // so many of them have writers that write
  int writers;
};
constexpr pool small{"small", 5, 5, 2};
constexpr pool large{"large", 100, 100, 5};
constexpr pool sparse{"sparse", 100, 1, 1};
constexpr pool sparse_small{"sparse_small", 5, 1, 1};

struct pri {
  static constexpr const char* name = "pri";
  static auto fresh(csp::turn&, const auto&... guards) { return csp::pri_alt(guards...); }
  static auto kept(const auto&... guards) { return csp::pri_alt(guards...); }
};
struct fair {
  static constexpr const char* name = "fair";
  static auto fresh(csp::turn& t, const auto&... guards) { return csp::fair_alt(t, guards...); }
  static auto kept(const auto&... guards) { return csp::fair_alt(guards...); }
};
struct any {
  static constexpr const char* name = "any";
  static auto fresh(csp::turn&, const auto&... guards) { return csp::alt(guards...); }
  static auto kept(const auto&... guards) { return csp::alt(guards...); }
};

// The selects before the clock starts let every writer come to its channel.
struct task {
  int selects;
  int before;
  int x = 0;  // what was read; all write 1
  int sum = 0;
  bench::stopwatch watch{};
  double ns = -1;

  void start(int i) {
    if (i == before) watch = {};
  }
  void done() {
    if (sum == selects + before) ns = watch.ns() / selects;
  }
};

process write(writer<int> out) {
  for (;;) co_await out.write(1);
}

// G is a fixed list of guards, or one range of them. The ends live as long as the choice.
template <class Discipline, bool Kept, class... G>
process choose(task& t, [[maybe_unused]] std::vector<reader<int>> ends, G... guards) {
  if constexpr (Kept) {
    auto choice = csp::keep(Discipline::kept(guards...));
    for (int i = 0; i < t.selects + t.before; ++i) {
      t.start(i);
      co_await choice.select();
      t.sum += t.x;
    }
  } else {
    csp::turn turn;
    for (int i = 0; i < t.selects + t.before; ++i) {
      t.start(i);
      co_await Discipline::fresh(turn, guards...);
      t.sum += t.x;
    }
  }
  t.done();
}

template <class Discipline, bool Kept>
process chooser(task& t, std::vector<reader<int>> ends) {
  std::vector<guard> all;
  for (reader<int>& end : ends) all.push_back(end.into(t.x));
  if (all.size() == 5) return choose<Discipline, Kept>(t, std::move(ends), all[0], all[1], all[2], all[3], all[4]);
  return choose<Discipline, Kept>(t, std::move(ends), std::move(all));
}

// Idle channels stay open by an end that is held here.
template <class Discipline, bool Kept>
process network(const pool& p, task& t) {
  std::vector<std::unique_ptr<channel<int>>> channels;
  std::vector<reader<int>> ends;
  std::vector<writer<int>> idle;
  std::vector<process> all;
  for (int c = 0; c < p.channels; ++c) {
    channels.push_back(std::make_unique<channel<int>>());
    ends.push_back(channels.back()->reader());
    idle.push_back(channels.back()->writer());
  }
  const int first = p.active < p.channels ? p.channels / 2 : 0;
  for (int c = first; c < first + p.active; ++c)
    for (int w = 0; w < p.writers; ++w) all.push_back(write(idle[static_cast<std::size_t>(c)]));
  all.push_back(chooser<Discipline, Kept>(t, std::move(ends)));
  co_await csp::par(std::move(all));
}

template <class Discipline, bool Kept>
double select(const pool& p, int count) {
  task t{.selects = count, .before = 5 * p.channels};
  csp::run(network<Discipline, Kept>(p, t));
  return t.ns;
}

template <class Discipline, bool Kept>
bench::subject measured(const pool& p) {
  const std::string kept = Kept ? "kept" : "fresh", discipline = Discipline::name, name = p.name;
  const bool slow = !Kept && p.channels > 5;
  return {.name = name + '-' + discipline + '-' + kept,
          .fields = R"("config": ")" + name + R"(", "discipline": ")" + discipline + R"(", "kept": )" +
                    (Kept ? "true" : "false"),
          .count = slow ? bench::setting::selects / 50 + 1000 : bench::setting::selects,
          .run = [&p](int count) { return select<Discipline, Kept>(p, count); }};
}

template <class Discipline>
void add(std::vector<bench::subject>& all, const pool& p) {
  all.push_back(measured<Discipline, true>(p));
  all.push_back(measured<Discipline, false>(p));
}

}  // namespace

int main(int argc, char** argv) {
  bench::setting::take_place();
  std::vector<bench::subject> all;
  for (const pool* p : {&small, &large, &sparse, &sparse_small}) {
    add<pri>(all, *p);
    add<fair>(all, *p);
    add<any>(all, *p);
  }
  const bench::contestant me{"stressed_alt", "Stressed Alternatives: ns per select", bench::setting::engine,
                             bench::setting::yardsticks()};
  return bench::rounds(me, std::move(all), argc, argv);
}
