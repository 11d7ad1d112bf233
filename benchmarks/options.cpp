// The command line of a benchmark's program.
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace bench {

options parse(int argc, char** argv, const std::string& title, const std::vector<std::string>& names) {
  options chosen;
  CLI::App app(title + ". One JSON object a line, with the samples of every round.");
  app.add_option("--only", chosen.only, "one of those measured; all when not given")->check(CLI::IsMember(names));
  app.add_option("--count", chosen.count, "how often it is done in a round; each one's own number when not given")
      ->check(CLI::Range(1, 1'000'000'000));
  app.add_option("--rounds", chosen.rounds, "rounds, each of all that is measured and of every yardstick")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  app.add_flag("--bare", chosen.bare, "no yardsticks: for instruction counters and profilers");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(app.exit(e) == 0 ? 0 : 2);
  }
  return chosen;
}

}  // namespace bench
