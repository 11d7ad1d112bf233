// Random networks, each of which must lose nothing. A network that fails is made as small as it can be, and printed
// with the seed that repeats it.
#include <algorithm>
#include <cstdio>

#include "checker.hpp"
#include "count.hpp"
#include "frames.hpp"
#include "model.hpp"
#include "options.hpp"
#include "run.hpp"
#include "watch.hpp"

namespace lossless {
namespace {

#if defined(CSP_ENGINE_THREADS)
constexpr bool deterministic = false;
constexpr int attempts_at_a_smaller_one = 20;
#else
constexpr bool deterministic = true;
constexpr int attempts_at_a_smaller_one = 1;
#endif

// The model knows, too, what a full buffer has refused of a process that was ended at once.
std::string compare(const std::vector<value_outcome>& predicted, const std::vector<value_outcome>& found) {
  for (std::size_t v = 1; v < found.size(); ++v) {
    if (predicted[v] == found[v] || (predicted[v] == value_outcome::dropped && found[v] == value_outcome::with_writer))
      continue;
    return "value " + std::to_string(v) + " is " + value_outcome_names[static_cast<unsigned>(found[v])] +
           ", and should be " + value_outcome_names[static_cast<unsigned>(predicted[v])];
  }
  return {};
}

std::string against_model(const network& n, const trace& recorded, const findings& found) {
  model m(n, recorded);
  std::string fault = m.replay();
  return fault.empty() ? compare(m.outcomes(), found.outcomes) : fault;
}

bool same(const trace& a, const trace& b) {
  bool all = a.events == b.events && a.values == b.values && a.outcome == b.outcome && a.logs.size() == b.logs.size();
  for (std::size_t r = 0; all && r < a.logs.size(); ++r) all = a.logs[r].records == b.logs[r].records;
  return all;
}

// What is wrong with a run, or nothing; and the run itself.
struct verdict {
  explicit operator bool() const { return !fault.empty(); }

  std::string fault;
  std::string trace;
};

// Faults that are passed over, in the search for others.
std::vector<std::string> known;

bool is_known(const std::string& fault) {
  return std::any_of(known.begin(), known.end(), [&](const std::string& k) { return fault.find(k) != fault.npos; });
}

std::string fault_of(const network& n, const trace& recorded, rules& fired) {
  const trace_index l(n, recorded);
  const findings found = check(l);
  for (const std::string& fault : found.faults)
    if (!is_known(fault)) return fault;
  if (frames::out != 0) return "frames are left";
  if (deterministic) {
    if (const std::string fault = n.clock_runs ? "" : against_model(n, recorded, found);
        !fault.empty() && !is_known(fault))
      return fault;
    if (!same(recorded, run(n))) return "the same seed gives another trace";
  }
  count(l, fired);
  return {};
}

verdict try_out(const network& n, rules& fired) {
  watch(n.seed);
  const trace recorded = run(n);
  verdict v;
  v.fault = fault_of(n, recorded, fired);
  if (v) v.trace = text(recorded);
  return v;
}

verdict try_again(const network& n) {
  rules unused;
  for (int i = 1; i < attempts_at_a_smaller_one; ++i)
    if (verdict v = try_out(n, unused)) return v;
  return try_out(n, unused);
}

// One that fails and of which nothing can be left out.
void shrink(network& n, verdict& v) {
  for (bool shrunk = true; shrunk;) {
    shrunk = false;
    for (const network& s : smaller(n)) {
      verdict another = try_again(s);
      if (!another) continue;
      n = s;
      v = std::move(another);
      shrunk = true;
      break;
    }
  }
}

void report(network n, verdict v) {
  std::printf("seed %llu: %s\n%s", static_cast<unsigned long long>(n.seed), v.fault.c_str(), text(n).c_str());
  if (!deterministic) std::printf("%s", v.trace.c_str());  // it may never be the same again
  std::fflush(stdout);
  shrink(n, v);
  std::printf("made smaller: %s\n%s%srepeat with --replay %llu\n", v.fault.c_str(), text(n).c_str(), v.trace.c_str(),
              static_cast<unsigned long long>(n.seed));
}

bool all_fired(const rules& fired) {
  bool all = true;
  for (std::size_t r = 0; r < rule_count; ++r) {
    const std::uint64_t times = fired.times(static_cast<rule>(r));
    std::printf("%10llu  %s\n", static_cast<unsigned long long>(times), rule_names[r]);
    all = all && times > 0;
  }
  if (!all) std::printf("a rule has never fired: it was not tested\n");
  return all;
}

int test(const options& o) {
  known = o.known;
  rules fired;
  const std::uint64_t first = o.replay.value_or(o.seed * 1'000'000'000);
  const std::uint64_t many = o.replay ? 1 : o.networks;
  for (std::uint64_t seed = first; seed < first + many; ++seed) {
    network n = generate(seed);
    if (verdict v = try_out(n, fired)) return report(std::move(n), std::move(v)), 1;
  }
  std::printf("%llu networks, the first of them of seed %llu: nothing is lost\n", static_cast<unsigned long long>(many),
              static_cast<unsigned long long>(first));
  return all_fired(fired) || o.replay || o.idle_rules ? 0 : 1;
}

}  // namespace
}  // namespace lossless

int main(int count, char** words) {
  const lossless::asked a = lossless::ask(count, words);
  return a.exit_code ? *a.exit_code : lossless::test(a.options);
}
