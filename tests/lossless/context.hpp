// One process while it runs: the ends that it holds, and the pages on which it writes.
#pragma once
#include "fixture.hpp"

namespace lossless {

// The ends of one process, a place for each channel. It notes whatever it gives up.
class ends {
 public:
  ends(stage& on, int process) : on_(&on), process_(process), in_(on.places.size()), out_(on.places.size()) {}
  ends(ends&& from) noexcept
      : on_(std::exchange(from.on_, nullptr)),
        process_(from.process_),
        in_(std::move(from.in_)),
        out_(std::move(from.out_)) {}
  ~ends();

  reader& in(unsigned c) { return in_[c]; }
  writer& out(unsigned c) { return out_[c]; }

  // Of the channels themselves, for the first processes; or shared with another, or taken over from it.
  void take_from_channels(const script& s);
  void share(ends& others, const script& s);

  // By retire() or by the end's destruction.
  void give_up(unsigned c, bool of_reader, bool retires);

 private:
  void take_over(ends& others, const script& s);
  bool has(unsigned c, bool of_reader) { return of_reader ? bool{in_[c]} : bool{out_[c]}; }

  stage* on_;  // null when it was moved from
  int process_;
  std::vector<reader> in_;
  std::vector<writer> out_;
};

class actor {
 public:
  actor(stage& the_stage, int process, ends& mine, csp::spawner* spawner)
      : on(the_stage), number(process), held(mine), here(spawner) {}
  actor(const actor&) = delete;
  actor& operator=(const actor&) = delete;

  role& me() { return on.role_of(number); }

  // Whether the end is there that b needs.
  bool can(const branch& b) {
    if (reads(b.what)) return bool{held.in(b.channel)};
    return !writes(b.what) || bool{held.out(b.channel)};
  }

  // A deed is prepared, then begun, then answered.
  deed& prepare(const step& s);
  void offers(deed& d, const branch& b, const parcel& value, bool wanted = true);
  void begin(deed& d);
  void answer(deed& d, int chosen = -1);

  // How branch i of d turned out.
  void settle(deed& d, unsigned i, csp::core::unit) { d.how[i] = csp::status::done; }
  void settle(deed& d, unsigned i, csp::status how) { d.how[i] = how; }
  void settle(deed& d, unsigned i, const parcel& got);
  void settle(deed& d, unsigned i, csp::result<parcel>&& got) {
    if (got) return settle(d, i, *got);
    d.how[i] = got.status();
  }

  stage& on;
  const int number;
  ends& held;
  csp::spawner* const here;  // for the body of a scope
};

// Notes how the process ends: it dies before the process's ends do.
class last_word {
 public:
  explicit last_word(actor& whose) : whose_(&whose) {}
  last_word(const last_word&) = delete;
  last_word& operator=(const last_word&) = delete;
  ~last_word();

  bool returns = false;

 private:
  actor* whose_;
};

}  // namespace lossless
