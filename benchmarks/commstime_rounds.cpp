// A communication is a fourth of a message's way.
#include "commstime_rounds.hpp"

#include "rounds.hpp"
#include "stopwatch.hpp"

namespace bench {
namespace {

double ns_per_communication(const form& f, int messages) {
  const stopwatch watch;
  const bool complete = f.run(messages);
  return complete ? watch.ns() / messages / 4 : -1;
}

subject measured(const form& f, int messages) {
  return {
      .name = f.delta2, .fields = R"("delta2": ")" + std::string(f.delta2) + '"', .count = messages, .run = [f](int n) {
        return ns_per_communication(f, n);
      }};
}

}  // namespace

int commstime(const char* engine, int messages, std::span<const form> forms, std::span<const yardstick> yardsticks,
              int argc, char** argv) {
  std::vector<subject> all;
  for (const form& f : forms) all.push_back(measured(f, messages));
  return rounds({"commstime", "CommsTime: total time / messages / 4", engine, yardsticks}, std::move(all), argc, argv);
}

}  // namespace bench
