// A network, and what happened in it, as text, for whoever has to find out what went wrong.
#include "trace.hpp"

namespace lossless {
namespace {

constexpr const char* kind_names[] = {"rendezvous",          "shared",         "fifo<1>", "fifo<3>",
                                      "overwrite_oldest<2>", "drop_newest<2>", "latest"};
constexpr const char* event_names[] = {
    "starts",        "begins",    "is answered", "moves value", "ends value", "gives an end of c to",
    "gives up c",    "gave up c", "poisons c",   "poisoned c",  "catches",    "looks at value",
    "lets value go", "returns",   "throws",      "is ended",    "is gone"};
constexpr const char* order_names[] = {"pri_alt", "fair_alt", "alt"};
constexpr const char* verb_names[] = {"",       "try",   "",     "par",   "sleep", "yield", "retire",
                                      "poison", "throw", "call", "group", "scope", "spawn", "report"};

std::string channel_name(unsigned c) { return {'c', static_cast<char>('0' + c)}; }

std::string text(const branch& b) {
  const std::string c = channel_name(b.channel), d = "(" + std::to_string(b.delay) + "us)";
  const std::string names[] = {c + ".read", c + ".next", c + ".write", "after" + d,
                               "at" + d,    "skip",      c + ".send",  c + ".extended"};
  const bool limited = b.delay && !is_time(b.what);
  return (b.wanted ? "" : "when(false) ") + names[static_cast<unsigned>(b.what)] + (limited ? " for " + d : "");
}

std::string list(const step& s) {
  std::string all;
  for (const branch& b : s.branches) all += (all.empty() ? "" : ", ") + text(b);
  return all.empty() ? all : "(" + all + ")";
}

std::string words(const step& s) {
  if (s.what == verb::operation) return text(s.branches[0]) + (s.explodes ? ", throws" : "");
  if (s.what == verb::choose)
    return std::string(order_names[static_cast<unsigned>(s.how)]) + list(s) +
           (s.selects ? " kept, " + std::to_string(s.selects) + " selects" : "");
  const std::string often = s.times > 1 ? " " + std::to_string(s.times) + " times" : "";
  return std::string(verb_names[static_cast<unsigned>(s.what)]) + often + (s.by_channel ? " by channel " : "") +
         list(s);
}

std::string ends(const program& s) {
  std::string all;
  for (unsigned c = 0; c < 32; ++c) {
    if (s.reader_of >> c & 1) all += ' ' + channel_name(c) + '?';
    if (s.writer_of >> c & 1) all += ' ' + channel_name(c) + '!';
  }
  return all;
}

std::string text(const program& s, unsigned indent) {
  const std::string margin(indent, ' ');
  std::string all =
      margin + std::to_string(s.rounds) + " rounds, " + (s.takes_over ? "takes over" : "holds") + ends(s) + "\n";
  for (const step& t : s.steps) {
    all += margin + "  " + words(t);
    all += std::string(t.tolerant ? ", catches" : "") + (t.or_end ? ", or_end" : "") + "\n";
    for (const program& child : t.children) all += text(child, indent + 6);
  }
  return all;
}

}  // namespace

std::string text(const network& n) {
  std::string all = n.clock_runs ? "  the clock runs\n" : "";
  for (unsigned c = 0; c < n.channels.size(); ++c)
    all += "  " + channel_name(c) + ": " + kind_names[static_cast<unsigned>(n.channels[c])] + "\n";
  for (unsigned p = 0; p < n.processes.size(); ++p)
    all += "  process " + std::to_string(p + 1) + "\n" + text(n.processes[p], 4);
  return all;
}

std::string text(const trace& s) {
  std::string all;
  for (const event& e : s.events) {
    const auto record = static_cast<std::size_t>(e.what);
    const bool of_a_step = e.what_happened == event_kind::begin || e.what_happened == event_kind::answer;
    all += std::to_string(e.stamp) + " at " + std::to_string(e.time) + ": process " + std::to_string(e.process) + ' ' +
           event_names[static_cast<unsigned>(e.what_happened)] + ' ' + std::to_string(e.what) + ", " +
           std::to_string(e.where) + (e.reader ? ", reader" : "");
    if (of_a_step) all += ' ' + words(*s.logs[static_cast<std::size_t>(e.process)].records[record].of);
    all += '\n';
  }
  return all;
}

}  // namespace lossless
