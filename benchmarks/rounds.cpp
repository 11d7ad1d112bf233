// Rounds, their samples, and their lines of JSON.
#include "rounds.hpp"

#include <cstdio>
#include <cstdlib>

#include "options.hpp"

namespace bench {
namespace {

using samples = std::vector<double>;

std::vector<std::string> names(const std::vector<subject>& subjects) {
  std::vector<std::string> all;
  for (const subject& s : subjects) all.push_back(s.name);
  return all;
}

void choose(std::vector<subject>& subjects, const options& chosen) {
  std::erase_if(subjects, [&](const subject& s) { return !chosen.only.empty() && chosen.only != s.name; });
  if (chosen.count == 0) return;
  for (subject& s : subjects) s.count = chosen.count;
}

double ns_of_one(const contestant& who, const subject& s) {
  const double ns = s.run(s.count);
  if (ns >= 0) return ns;
  std::fprintf(stderr, "%s, %s: the network stopped too early or answered wrongly\n", who.benchmark.c_str(),
               s.name.c_str());
  std::exit(1);
}

void print(const std::string& name, const samples& all) {
  std::printf(", \"%s\": [", name.c_str());
  for (std::size_t i = 0; i < all.size(); ++i) std::printf(i ? ", %.4f" : "%.4f", all[i]);
  std::printf("]");
}

// The samples of one program: `ns` for each subject, `raw` for each yardstick.
struct record {
  const contestant& who;
  std::vector<subject> subjects;
  std::span<const yardstick> yardsticks;
  std::vector<samples> ns{subjects.size()};
  std::vector<samples> raw{yardsticks.size()};

  void round() {
    for (std::size_t i = 0; i < subjects.size(); ++i) ns[i].push_back(ns_of_one(who, subjects[i]));
    for (std::size_t i = 0; i < yardsticks.size(); ++i) raw[i].push_back(yardsticks[i].sample());
  }

  void print_subject(std::size_t i) const {
    const subject& s = subjects[i];
    std::printf(R"({"benchmark": "%s", "engine": "%s", "name": "%s", %s)", who.benchmark.c_str(), who.engine,
                s.name.c_str(), s.fields.c_str());
    if (s.found) std::printf(", %s", s.found().c_str());
    print("ns", ns[i]);
    for (std::size_t y = 0; y < yardsticks.size(); ++y) print(yardsticks[y].name + std::string("_ns"), raw[y]);
    std::printf("}\n");
  }
};

}  // namespace

int rounds(const contestant& who, std::vector<subject> subjects, int argc, char** argv) {
  const options chosen = parse(argc, argv, who.title, names(subjects));
  choose(subjects, chosen);
  record kept{who, std::move(subjects), chosen.bare ? std::span<const yardstick>() : who.yardsticks};
  for (int i = 0; i < chosen.rounds; ++i) kept.round();
  for (std::size_t i = 0; i < kept.subjects.size(); ++i) kept.print_subject(i);
  return 0;
}

}  // namespace bench
