// The command line of a CommsTime program.
#include "commstime_options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace bench {

commstime_options parse_commstime(int argc, char** argv, const std::vector<std::string>& forms, int usual_messages) {
  commstime_options chosen{.delta2 = {}, .messages = usual_messages};
  CLI::App app("CommsTime: total time / messages / 4. One JSON object a line, with the samples of every round.");
  app.add_option("--delta2", chosen.delta2, "the form of delta2; all when not given")->check(CLI::IsMember(forms));
  app.add_option("--messages", chosen.messages, "messages that the consumer takes in a round")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  app.add_option("--rounds", chosen.rounds, "rounds, each of every form and every yardstick")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  app.add_flag("--only-network", chosen.only_network, "no yardsticks: for instruction counters and profilers");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(app.exit(e) == 0 ? 0 : 2);
  }
  return chosen;
}

}  // namespace bench
