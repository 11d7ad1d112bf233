// From a seed to a network.
#include <algorithm>

#include "network.hpp"

namespace lossless {
namespace {

#if defined(__cpp_exceptions)
constexpr bool exceptions = true;
#else
constexpr bool exceptions = false;
#endif

// SplitMix64 (Steele, Lea and Flood, 2014).
class dice {
 public:
  explicit dice(std::uint64_t seed) : state_(seed) {}

  unsigned below(unsigned n) { return static_cast<unsigned>(next() % n); }
  unsigned between(unsigned low, unsigned high) { return low + below(high - low + 1); }
  bool one_in(unsigned n) { return below(n) == 0; }
  unsigned bit_of(std::uint32_t mask) {
    unsigned n = below(static_cast<unsigned>(__builtin_popcount(mask)));
    for (; n > 0; --n) mask &= mask - 1;
    return static_cast<unsigned>(__builtin_ctz(mask));
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

class generator {
 public:
  explicit generator(std::uint64_t seed) : dice_(seed) { made_.seed = seed; }

  network make() {
    made_.clock_runs = dice_.one_in(4);
    if (exceptions && dice_.one_in(8)) return make_held();
    if (exceptions && dice_.one_in(16)) return make_caught();
    if (exceptions && dice_.one_in(32)) return make_tireless();
    if (exceptions && dice_.one_in(24)) return make_overfull();
    if (exceptions && dice_.one_in(32)) return make_scope();
    if (exceptions && dice_.one_in(32)) return make_returned();
    const unsigned channels = dice_.between(1, 5);
    for (unsigned c = 0; c < channels; ++c) made_.channels.push_back(static_cast<kind>(dice_.below(kinds)));
    made_.processes.resize(dice_.between(2, 6));
    hand_out();
    for (program& s : made_.processes) {
      if (dice_.one_in(40)) {
        fill_tireless(s);
      } else {
        fill(s, dice_.between(1, 7), 0);
      }
    }
    return std::move(made_);
  }

 private:
  // Several write to one channel, and several look, of whom most give back; then somebody reads.
  network make_held() {
    constexpr kind any[] = {kind::rendezvous, kind::rendezvous, kind::shared, kind::fifo1, kind::oldest2, kind::latest};
    made_.channels = {any[dice_.below(6)], any[dice_.below(6)]};
    for (unsigned n = dice_.between(2, 4); n > 0; --n) writes_held();
    for (unsigned n = dice_.between(2, 3); n > 0; --n) looks_held();
    program last{.reader_of = 3, .rounds = static_cast<std::uint8_t>(dice_.between(2, 4)), .steps = {}};
    last.steps.push_back(make_step(verb::sleep, {{.what = way::after, .delay = 120}}));
    for (unsigned n = dice_.between(1, 3); n > 0; --n) last.steps.push_back(any_reading(last));
    made_.processes.push_back(std::move(last));
    return std::move(made_);
  }
  void writes_held() {
    program s{.writer_of = dice_.one_in(3) ? 3u : 1u, .steps = {}};
    if (dice_.one_in(2)) s.steps.push_back(pause());
    for (unsigned n = dice_.between(1, 2); n > 0; --n) s.steps.push_back(any_reading(s));
    made_.processes.push_back(std::move(s));
  }
  void looks_held() {
    program s{
        .reader_of = dice_.one_in(4) ? 3u : 1u, .rounds = static_cast<std::uint8_t>(dice_.between(1, 2)), .steps = {}};
    if (dice_.one_in(2)) s.steps.push_back(pause());
    step made = make_step(verb::operation, {{.what = way::extended, .delay = delay()}});
    made.explodes = made.tolerant = !dice_.one_in(4);
    s.steps.push_back(std::move(made));
    made_.processes.push_back(std::move(s));
  }
  // Two or three write, one after the other; each is looked at, and given back in the order in which they came. Then
  // they are read.
  network make_returned() {
    made_.channels = {dice_.one_in(2) ? kind::rendezvous : kind::shared, kind::rendezvous};
    const unsigned many = dice_.between(2, 3);
    for (unsigned i = 0; i < many; ++i) {
      const auto late = static_cast<std::uint16_t>(80 * i);
      program writes{.writer_of = 1, .steps = {make_step(verb::sleep, {{.what = way::after, .delay = late}})}};
      writes.steps.push_back(make_step(verb::operation, {{.what = dice_.one_in(2) ? way::out : way::send}}));
      program looks{.reader_of = 1, .writer_of = 2, .steps = {writes.steps[0]}};
      step look = make_step(verb::operation, {{.what = way::extended, .delay = 240}});
      look.explodes = look.tolerant = true;
      looks.steps.push_back(std::move(look));
      looks.steps.push_back(make_step(verb::operation, {{.what = way::out, .channel = 1}}));
      made_.processes.push_back(std::move(writes));
      made_.processes.push_back(std::move(looks));
    }
    program reads{.reader_of = 3, .steps = {}};
    reads.steps.insert(reads.steps.end(), many, make_step(verb::operation, {{.what = way::value, .channel = 1}}));
    reads.steps.insert(reads.steps.end(), many, make_step(verb::operation, {{.what = way::result}}));
    made_.processes.push_back(std::move(reads));
    return std::move(made_);
  }

  // An end dies in an exception that is caught; the next operation ends its process by poison, or not; another looks.
  network make_caught() {
    made_.channels = {static_cast<kind>(dice_.below(kinds)), static_cast<kind>(dice_.below(kinds))};
    const bool of_reader = dice_.one_in(3);
    program victim{.reader_of = 1u | (of_reader ? 2u : 0u), .writer_of = of_reader ? 0u : 2u, .steps = {}};
    step loses = make_step(verb::call);
    program thrower{.reader_of = victim.reader_of & 2u, .writer_of = victim.writer_of, .takes_over = true, .steps = {}};
    thrower.steps.push_back(make_step(verb::explode));
    loses.children.push_back(std::move(thrower));
    loses.tolerant = true;
    if (!dice_.one_in(4)) victim.steps.push_back(make_step(verb::poison, {{.what = way::value, .channel = 0}}));
    victim.steps.push_back(std::move(loses));
    const step read = make_step(verb::operation, {{.what = way::value, .channel = 0}});
    victim.steps.push_back(dice_.one_in(2) ? read : any_reading(victim));
    program other{.reader_of = of_reader ? 0u : 2u, .writer_of = 1u | (of_reader ? 2u : 0u), .rounds = 2, .steps = {}};
    for (unsigned n = dice_.between(1, 3); n > 0; --n) other.steps.push_back(any_reading(other));
    const step sees = make_step(verb::operation, {{.what = of_reader ? way::send : way::result, .channel = 1}});
    other.steps.insert(other.steps.begin(), dice_.one_in(2) ? pause() : sees);
    made_.processes.push_back(std::move(victim));
    made_.processes.push_back(std::move(other));
    return std::move(made_);
  }

  // One writes on and on to a buffer that never makes it wait; its sibling throws.
  network make_tireless() {
    constexpr kind drops[] = {kind::oldest2, kind::newest2, kind::latest};
    made_.channels = {drops[dice_.below(3)], static_cast<kind>(dice_.below(kinds))};
    program writes{.writer_of = dice_.one_in(3) ? 3u : 1u, .rounds = 200, .steps = {}};
    const way what = dice_.one_in(2) ? way::out : way::send;
    writes.steps.push_back(make_step(verb::operation, {{.what = what, .channel = 0}}));
    if (dice_.one_in(4)) writes.steps.push_back(tireless_step(writes));
    program throws;
    if (dice_.one_in(2)) throws.steps.push_back(pause());
    throws.steps.push_back(make_step(verb::explode));
    program reads{.reader_of = 3, .rounds = 2, .steps = {}};
    for (unsigned n = dice_.between(1, 2); n > 0; --n) reads.steps.push_back(any_reading(reads));
    made_.processes = {std::move(writes), std::move(reads), std::move(throws)};
    if (dice_.one_in(2)) std::swap(made_.processes[0], made_.processes[1]);
    return std::move(made_);
  }

  // One looks at the oldest value of a dropping buffer and gives it back once the buffer is full without it; then
  // another value is written. The second channel tells the writer that it has been given back.
  network make_overfull() {
    constexpr kind drops[] = {kind::oldest2, kind::newest2, kind::latest};
    made_.channels = {drops[dice_.below(3)], kind::rendezvous};
    const bool signalled = dice_.one_in(2);
    program looks{.reader_of = 1, .writer_of = signalled ? 2u : 0u, .steps = {}};
    step look = make_step(verb::operation, {{.what = way::extended, .delay = 160}});
    look.explodes = look.tolerant = !dice_.one_in(8);
    looks.steps.push_back(std::move(look));
    if (signalled) looks.steps.push_back(make_step(verb::operation, {{.what = way::out, .channel = 1}}));
    made_.processes = {fills_while_held(signalled), std::move(looks), drains()};
    if (dice_.one_in(2)) std::swap(made_.processes[0], made_.processes[1]);
    return std::move(made_);
  }
  program fills_while_held(bool signalled) {
    program s{.reader_of = signalled ? 2u : 0u, .writer_of = 1, .steps = {}};
    const step write = make_step(verb::operation, {{.what = dice_.one_in(2) ? way::out : way::send}});
    s.steps = {write, dice_.one_in(4) ? pause() : make_step(verb::sleep, {{.what = way::after, .delay = 40}})};
    s.steps.insert(s.steps.end(), room_of(made_.channels[0]) + dice_.below(2), write);
    s.steps.push_back(signalled ? make_step(verb::operation, {{.what = way::result, .channel = 1}})
                                : make_step(verb::sleep, {{.what = way::after, .delay = 240}}));
    s.steps.insert(s.steps.end(), dice_.between(1, 2), write);
    return s;
  }
  // One value more than the buffer has room for.
  program drains() {
    program s{.reader_of = 1, .steps = {}};
    s.steps.push_back(make_step(verb::sleep, {{.what = way::after, .delay = 480}}));
    const step read = dice_.one_in(2) ? make_step(verb::attempt, {{.what = way::result}})
                                      : make_step(verb::operation, {{.what = way::result, .delay = later()}});
    s.steps.insert(s.steps.end(), room_of(made_.channels[0]) + 1, read);
    return s;
  }

  // In a scope many are over when one throws; then its body spawns once more. Where the body waits for the end that the
  // thrower holds, nothing but the exception comes before that.
  network make_scope() {
    made_.channels = {static_cast<kind>(dice_.below(kinds))};
    program body{.reader_of = 1, .writer_of = 1, .steps = {}};
    body.steps.push_back(spawn_empty(dice_.between(7, 10)));
    program thrower{.writer_of = 1, .takes_over = true, .steps = {}};
    if (dice_.one_in(4)) thrower.steps.push_back(pause());
    thrower.steps.push_back(make_step(verb::explode));
    step spawns = make_step(verb::spawn);
    spawns.children.push_back(std::move(thrower));
    body.steps.push_back(std::move(spawns));
    body.steps.push_back(dice_.one_in(2) ? pause() : make_step(verb::operation, {{.what = way::result}}));
    body.steps.push_back(spawn_empty(dice_.between(1, 3)));
    if (dice_.one_in(2)) body.steps.push_back(any_reading(body));
    program owner{
        .reader_of = 1, .writer_of = 1, .rounds = static_cast<std::uint8_t>(dice_.between(1, 2)), .steps = {}};
    body.takes_over = owner.rounds == 1;
    step scope = make_step(verb::scope);
    scope.children.push_back(std::move(body));
    scope.tolerant = dice_.one_in(2);
    scope.or_end = dice_.one_in(3);
    owner.steps.push_back(std::move(scope));
    made_.processes = {std::move(owner)};
    return std::move(made_);
  }
  step spawn_empty(unsigned times) {
    step made = make_step(verb::spawn);
    made.times = static_cast<std::uint8_t>(times);
    made.children.resize(1);
    return made;
  }

  // Or writing.
  step any_reading(const program& s) {
    const unsigned roll = dice_.below(8);
    return roll < 5 ? lone(operation(s, verb::operation)) : roll < 7 ? choice(s) : several(s);
  }

  // Every channel has a reader and a writer, mostly two processes.
  void hand_out() {
    for (unsigned c = 0; c < made_.channels.size(); ++c) {
      for (unsigned n = dice_.between(1, 2); n > 0; --n) anybody().reader_of |= 1u << c;
      for (unsigned n = dice_.between(1, 2); n > 0; --n) anybody().writer_of |= 1u << c;
    }
  }
  // First those that have nothing yet.
  program& anybody() {
    for (program& s : made_.processes)
      if (!(s.reader_of | s.writer_of) && !dice_.one_in(4)) return s;
    return made_.processes[dice_.below(static_cast<unsigned>(made_.processes.size()))];
  }

  // What s holds is settled already.
  void fill(program& s, unsigned steps, unsigned depth, bool may_spawn = false) {
    s.rounds = static_cast<std::uint8_t>(dice_.between(1, depth ? 2 : 4));
    for (unsigned i = 0; i < steps; ++i) s.steps.push_back(any_step(s, depth, may_spawn));
  }

  // One that hardly ever waits, for some hundred rounds.
  void fill_tireless(program& s) {
    s.rounds = static_cast<std::uint8_t>(dice_.between(70, 140));
    for (unsigned n = dice_.between(1, 2); n > 0; --n) s.steps.push_back(tireless_step(s));
  }
  step tireless_step(const program& s) {
    std::uint32_t drops = 0;
    for (unsigned c = 0; c < made_.channels.size(); ++c)
      if (made_.channels[c] > kind::fifo3) drops |= 1u << c;
    const auto write = [&](std::uint32_t to) {
      return branch{.what = dice_.one_in(2) ? way::out : way::send,
                    .channel = static_cast<std::uint8_t>(dice_.bit_of(to))};
    };
    const std::uint32_t never_full = s.writer_of & drops;
    if (never_full && dice_.one_in(2)) return make_step(verb::operation, {write(never_full)});
    if (never_full && dice_.one_in(2)) return make_step(verb::several, {write(never_full), write(never_full)});
    step made = make_step(verb::choose);
    if (s.reader_of | s.writer_of) made.branches.push_back(guard(s));
    made.branches.push_back({.what = way::skip});
    if (dice_.one_in(2)) made.selects = 4;
    return made;
  }

  step any_step(const program& s, unsigned depth, bool may_spawn) {
    if (may_spawn && dice_.one_in(4)) return pause();
    if (may_spawn && dice_.one_in(2)) return spawn(s, depth);
    if (!(s.reader_of | s.writer_of)) return pause();
    if (dice_.one_in(50)) return make_step(verb::report);
    const unsigned roll = dice_.below(100);
    if (roll < 26) return lone(operation(s, verb::operation));
    if (roll < 36) return operation(s, verb::attempt);
    if (roll < 68) return choice(s);
    if (roll < 76) return several(s);
    if (roll < 86) return pause();
    if (roll < 89) return given_up(s, verb::retire);
    if (roll < 92) return given_up(s, verb::poison);
    if (roll < 93 && exceptions) return make_step(verb::explode);
    return family(s, depth);
  }

  branch communication(const program& s) {
    const bool in = s.reader_of && (!s.writer_of || dice_.one_in(2));
    const unsigned c = dice_.bit_of(in ? s.reader_of : s.writer_of);
    const bool plain = dice_.one_in(2);
    const way what = in ? (plain ? way::value : way::result) : (plain ? way::out : way::send);
    return {.what = what, .channel = static_cast<std::uint8_t>(c)};
  }

  step operation(const program& s, verb what) { return make_step(what, {communication(s)}); }
  // With a timeout, or extended.
  step lone(step made) {
    branch& b = made.branches[0];
    if (reads(b.what) && dice_.one_in(2)) b.what = way::extended;
    if (b.what == way::extended) made.explodes = exceptions && dice_.one_in(3);
    made.tolerant = made.explodes && !dice_.one_in(4);
    if (dice_.one_in(2) && b.what != way::value && b.what != way::out) b.delay = delay();
    return made;
  }
  step several(const program& s) { return make_step(verb::several, {communication(s), communication(s)}); }

  step given_up(const program& s, verb what) {
    step made = operation(s, what);
    made.by_channel = dice_.one_in(3);
    return made;
  }

  // Few different ones, so that times come together.
  std::uint16_t delay() { return static_cast<std::uint16_t>(dice_.one_in(4) ? 0 : 40 * dice_.between(1, 3)); }

  std::uint16_t later() { return static_cast<std::uint16_t>(40 * dice_.between(1, 3)); }

  step pause() {
    if (dice_.one_in(2)) return make_step(verb::yield);
    return make_step(verb::sleep, {{.what = way::after, .delay = delay()}});
  }

  branch guard(const program& s) {
    branch b = communication(s);
    const unsigned roll = dice_.below(20);
    if (roll < 1) b.what = way::skip;
    if (roll >= 1 && roll < 3) b.what = way::at;
    if (roll >= 3 && roll < 6) b.what = way::after;
    if (is_time(b.what)) b.delay = delay();
    if (b.what == way::send) b.what = way::out;
    b.wanted = !dice_.one_in(5);
    return b;
  }

  step choice(const program& s) {
    step made = make_step(verb::choose);
    for (unsigned n = dice_.between(1, most_branches); n > 0; --n) made.branches.push_back(guard(s));
    if (dice_.one_in(3)) made.branches.back() = {.what = way::after, .delay = delay()};
    made.how = static_cast<order>(dice_.below(3));
    if (dice_.one_in(3)) made.selects = static_cast<std::uint8_t>(dice_.between(1, 4));
    made.as_range =
        std::all_of(made.branches.begin(), made.branches.end(), [](auto& b) { return b.what == way::value; });
    return made;
  }

  step family(const program& s, unsigned depth) {
    if (depth == 2) return pause();
    constexpr verb all[] = {verb::call, verb::group, verb::scope};
    const verb what = all[dice_.below(3)];
    return with_children(what, s, what == verb::group ? dice_.between(1, 2) : 1, depth);
  }

  // One, or many that are over soon.
  step spawn(const program& s, unsigned depth) {
    step made = with_children(verb::spawn, s, 1, depth);
    if (!dice_.one_in(3)) return made;
    made.times = static_cast<std::uint8_t>(dice_.between(4, 10));
    program& child = made.children[0];
    child.rounds = 1;
    child.takes_over = false;
    child.steps.clear();
    return made;
  }

  step with_children(verb what, const program& s, unsigned count, unsigned depth) {
    step made = make_step(what);
    bool may_throw = false;
    made.tolerant = dice_.one_in(2);
    made.or_end = dice_.one_in(3);
    for (unsigned i = 0; i < count; ++i) {
      program child{
          .reader_of = s.reader_of & dice_.below(32), .writer_of = s.writer_of & dice_.below(32), .steps = {}};
      child.takes_over = dice_.one_in(3);
      if (what == verb::group && dice_.one_in(12)) {
        fill_tireless(child);
        may_throw = exceptions;
      } else {
        fill(child, dice_.between(1, 3) + (what == verb::scope ? 2 : 0), depth + 1,
             what == verb::scope || (what == verb::spawn && depth < 2 && dice_.one_in(4)));
      }
      if (exceptions && dice_.one_in(what == verb::spawn ? 4 : 8)) child.steps.push_back(make_step(verb::explode));
      made.children.push_back(std::move(child));
    }
    // Whoever never waits has somebody beside it who ends it.
    if (may_throw && dice_.one_in(2)) {
      program thrower;
      if (dice_.one_in(2)) thrower.steps.push_back(pause());
      thrower.steps.push_back(make_step(verb::explode));
      made.children.push_back(std::move(thrower));
    }
    return made;
  }

  dice dice_;
  network made_;
};

}  // namespace

network generate(std::uint64_t seed) { return generator(seed).make(); }
}  // namespace lossless
