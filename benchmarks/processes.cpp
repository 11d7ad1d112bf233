// Idle processes: what one that waits in a read takes of memory, and how long it takes to make.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <csp/csp.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "frame_size.hpp"
#include "resident.hpp"
#include "setting.hpp"
#include "stopwatch.hpp"

namespace {

using csp::process, csp::reader, csp::writer;

std::atomic<int> awake = 0;  // idle processes that have started; relaxed, it orders nothing

struct figures {
  int wanted;
  int had = 0;
  std::size_t frame = 0;
  double bytes = 0;
  double ns = 0;

  bool complete() const { return had == wanted; }
};

process idle(reader<int> in) {
  awake.fetch_add(1, std::memory_order_relaxed);
  co_await in.read();
}

// Measures when all others wait. The writer goes with it, and that ends them.
process observer(writer<int>, figures& found, std::size_t resident, const bench::stopwatch& watch) {
  while (awake.load(std::memory_order_relaxed) < found.wanted) co_await csp::yield();
  found.ns = watch.ns() / found.wanted;
  found.bytes = static_cast<double>(bench::resident_bytes() - resident) / found.wanted;
}

int had(std::vector<process>& ended) {
  ended.pop_back();  // the observer
  return static_cast<int>(
      std::ranges::count_if(ended, [](process& p) { return p.result().status() < csp::status::no_memory; }));
}

// The observer comes last: it runs only if no process was refused.
process crowd(figures& found) {
  csp::channel<int> never;
  const std::size_t resident = bench::resident_bytes();
  const bench::stopwatch watch;
  std::vector<process> all;
  all.reserve(static_cast<std::size_t>(found.wanted) + 1);
  for (int i = 0; i < found.wanted; ++i) all.push_back(idle(never.reader()));
  found.frame = bench::last_frame();
  all.push_back(observer(never.writer(), found, resident, watch));
  std::vector<process> ended = co_await csp::par(std::move(all));
  found.had = had(ended);
}

int parse(int argc, char** argv) {
  int processes = bench::setting::processes;
  CLI::App app("Bytes and ns of an idle process, as a JSON object.");
  app.add_option("--processes", processes, "processes that wait at the same time")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(app.exit(e) == 0 ? 0 : 2);
  }
  return processes;
}

// Memory that a first attempt leaves behind would be missing in the growth of a second: a fresh program does it.
int again_with(const figures& found, char** argv) {
  std::fprintf(stderr, "processes, %s: the system gave %d of the %d processes asked for\n", bench::setting::engine,
               found.had, found.wanted);
  if (found.had != 0) execl("/proc/self/exe", argv[0], "--processes", std::to_string(found.had).c_str(), nullptr);
  return 1;
}

void print(const figures& found) {
  std::printf(R"({"benchmark": "processes", "engine": "%s", "processes": %d, )", bench::setting::engine, found.had);
  std::printf(R"("bytes_per_process": %.1f, "ns_per_process": %.1f, "frame_bytes": %zu})", found.bytes, found.ns,
              found.frame);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  figures found{.wanted = parse(argc, argv)};
  csp::run(crowd(found));
  if (!found.complete()) return again_with(found, argv);
  print(found);
}
