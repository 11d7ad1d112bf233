// The parser is large, and the same for both engines: it is compiled once.
#include "options.hpp"

#include <CLI/CLI.hpp>

namespace lossless {

asked ask(int count, char** words) {
  asked a;
  CLI::App app("Random networks of processes, each against a sequential model: no value is lost or doubled.");
  app.add_option("--networks", a.options.networks, "How many networks")->capture_default_str();
  app.add_option("--seed", a.options.seed, "Where the seeds of the networks begin, in steps of 10^9")
      ->capture_default_str();
  app.add_option("--replay", a.options.replay, "Only the network of this seed");
  app.add_option("--known", a.options.known, "Passes over faults whose text has this in it, in the search for others");
  app.add_flag("--allow-idle-rules", a.options.idle_rules, "Too few networks to fire every rule");
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& why) {
    a.exit_code = app.exit(why);
  }
  return a;
}

}  // namespace lossless
