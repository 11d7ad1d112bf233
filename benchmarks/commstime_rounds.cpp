// Rounds, their samples, and their lines of JSON.
#include "commstime_rounds.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "commstime_options.hpp"
#include "stopwatch.hpp"

namespace bench {
namespace {

using samples = std::vector<double>;

std::vector<std::string> names(std::span<const form> forms) {
  std::vector<std::string> all;
  for (const form& f : forms) all.push_back(f.delta2);
  return all;
}

std::vector<form> chosen(const contestant& who, const commstime_options& options) {
  std::vector<form> forms(who.forms.begin(), who.forms.end());
  std::erase_if(forms, [&](const form& f) { return !options.delta2.empty() && options.delta2 != f.delta2; });
  return forms;
}

double ns_per_communication(const form& f, int messages) {
  const stopwatch watch;
  const bool complete = f.run(messages);
  const double ns = watch.ns();
  if (complete) return ns / messages / 4;
  std::fprintf(stderr, "commstime, %s: the network stopped before the consumer had its messages\n", f.delta2);
  std::exit(1);
}

void print(const char* name, const samples& all) {
  std::printf(", \"%s\": [", name);
  for (std::size_t i = 0; i < all.size(); ++i) std::printf(i ? ", %.4f" : "%.4f", all[i]);
  std::printf("]");
}

// The samples of one program: `ns` for each form, `raw` for each yardstick.
struct record {
  std::vector<form> forms;
  std::span<const yardstick> yardsticks;
  std::vector<samples> ns{forms.size()};
  std::vector<samples> raw{yardsticks.size()};

  void round(int messages) {
    for (std::size_t i = 0; i < forms.size(); ++i) ns[i].push_back(ns_per_communication(forms[i], messages));
    for (std::size_t i = 0; i < yardsticks.size(); ++i) raw[i].push_back(yardsticks[i].sample());
  }

  void print_form(const char* engine, std::size_t i) const {
    std::printf(R"({"benchmark": "commstime", "engine": "%s", "delta2": "%s")", engine, forms[i].delta2);
    print("ns", ns[i]);
    for (std::size_t y = 0; y < yardsticks.size(); ++y)
      print((yardsticks[y].name + std::string("_ns")).c_str(), raw[y]);
    std::printf("}\n");
  }
};

}  // namespace

int commstime(const contestant& who, int argc, char** argv) {
  const commstime_options options = parse_commstime(argc, argv, names(who.forms), who.messages);
  record kept{chosen(who, options), options.only_network ? std::span<const yardstick>() : who.yardsticks};
  for (int i = 0; i < options.rounds; ++i) kept.round(options.messages);
  for (std::size_t i = 0; i < kept.forms.size(); ++i) kept.print_form(who.engine, i);
  return 0;
}

}  // namespace bench
