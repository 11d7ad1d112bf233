// One process while it runs: the ends that it holds, and its log.
#pragma once
#include "fixture.hpp"

namespace lossless {

// The ends of one process, one of each side for each channel. It notes whatever it gives up.
class ends {
 public:
  ends(fixture& on, int process) : on_(&on), process_(process), in_(on.channels.size()), out_(on.channels.size()) {}
  ends(ends&& from) noexcept
      : on_(std::exchange(from.on_, nullptr)),
        process_(from.process_),
        in_(std::move(from.in_)),
        out_(std::move(from.out_)) {}
  ~ends();

  reader& in(unsigned c) { return in_[c]; }
  writer& out(unsigned c) { return out_[c]; }

  // Of the channels themselves, for the first processes; or shared with another, or taken over from it.
  void take_from_channels(const program& s);
  void share(ends& others, const program& s);

  // By retire() or by the end's destruction.
  void give_up(unsigned c, bool of_reader, bool retires);

 private:
  void take_over(ends& others, const program& s);
  bool has(unsigned c, bool of_reader) { return of_reader ? bool{in_[c]} : bool{out_[c]}; }

  fixture* on_;  // null when it was moved from
  int process_;
  std::vector<reader> in_;
  std::vector<writer> out_;
};

class process_context {
 public:
  process_context(fixture& the_fixture, int process, ends& mine, csp::spawner* spawner)
      : on(the_fixture), number(process), held(mine), here(spawner) {}
  process_context(const process_context&) = delete;
  process_context& operator=(const process_context&) = delete;

  process_log& me() { return on.log_of(number); }

  // Whether the end is there that b needs.
  bool can(const branch& b) {
    if (reads(b.what)) return bool{held.in(b.channel)};
    return !writes(b.what) || bool{held.out(b.channel)};
  }

  // A record is prepared, then begun, then answered.
  step_record& prepare(const step& s);
  void offers(step_record& d, const branch& b, const parcel& value, bool wanted = true);
  void begin(step_record& d);
  void answer(step_record& d, int chosen = -1);

  // How branch i of d turned out.
  void settle(step_record& d, unsigned i, csp::core::unit) { d.how[i] = csp::status::done; }
  void settle(step_record& d, unsigned i, csp::status how) { d.how[i] = how; }
  void settle(step_record& d, unsigned i, const parcel& got);
  void settle(step_record& d, unsigned i, csp::result<parcel>&& got) {
    if (got) return settle(d, i, *got);
    d.how[i] = got.status();
  }

  fixture& on;
  const int number;
  ends& held;
  csp::spawner* const here;  // for the body of a scope
};

// Notes how the process ends: it dies before the process's ends do.
class exit_logger {
 public:
  explicit exit_logger(process_context& whose) : whose_(&whose) {}
  exit_logger(const exit_logger&) = delete;
  exit_logger& operator=(const exit_logger&) = delete;
  ~exit_logger();

  bool returns = false;

 private:
  process_context* whose_;
};

}  // namespace lossless
