#include "checker.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace lossless {
namespace {

using csp::status;

class checker {
 public:
  explicit checker(const trace_index& l) : l_(l) {
    for (const process_log& r : l.recorded().logs)
      for (const step_record& d : r.records) looked_ = looked_ || d.looked;
  }

  findings check() {
    found_.faults = l_.recorded().faults;
    found_.outcomes.resize(l_.recorded().values.size());
    for (int v = 1; v < l_.values(); ++v) value(v);
    drops();
    capacity();
    exceptions();
    order_of_buffers();
    order_of_pairs();
    order_of_given_back();
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records) answers(d);
    if (l_.recorded().deadlock_at) deadlock();
    return std::move(found_);
  }

 private:
  void require(bool holds, const std::string& what) {
    if (!holds) found_.faults.push_back(what);
  }
  static std::string named(int v) { return "value " + std::to_string(v); }

  void value(int v) {
    const history& h = l_.of(v);
    const value_outcome l = l_.outcome_of(v);
    found_.outcomes[static_cast<std::size_t>(v)] = l;
    require(h.deaths == 1, named(v) + " dies " + std::to_string(h.deaths) + " times");
    require(h.received <= 1, named(v) + " is received " + std::to_string(h.received) + " times");
    if (l == value_outcome::with_writer) return undecided(v);
    require(l_.offered_in(v) != nullptr, named(v) + " moves and was never offered");
    if (!l_.offered_in(v)) return;
    committed(v);
    if (l == value_outcome::delivered) delivered(v);
    if (l == value_outcome::destroyed) destroyed(v);
    if (l == value_outcome::lost) lost(v);
    if (l == value_outcome::dropped) dropped(v);
  }

  // Whether a full buffer has refused it, only its process would know, and that was ended.
  void undecided(int v) {
    const step_record* const d = l_.offered_in(v);
    if (d && d->of->what == verb::several && !d->answered) ++undecided_[l_.offered_as(v)->channel];
  }

  // Its write is done; unless its process was ended while several operations were out, or while an extended read held
  // it, which lets nobody else decide.
  void committed(int v) {
    if (l_.write_is_answered(v)) return require(l_.write_is_done(v), named(v) + " is gone, and its write not done");
    const bool held = l_.read_in(v) && l_.read_in(v)->looked;
    require(held || l_.offered_in(v)->of->what == verb::several, named(v) + " was taken from a process that was ended");
  }

  void delivered(int v) {
    const step_record& d = *l_.read_in(v);
    const auto as = static_cast<std::size_t>(l_.of(v).read_as);
    require(reads(d.offers[as].what) && d.offers[as].channel == l_.offered_as(v)->channel,
            named(v) + " comes out of another channel");
    require(!l_.moves(v).empty(), named(v) + " is received and has never moved");
  }

  void destroyed(int v) {
    const int c = l_.offered_as(v)->channel;
    require(l_.poisoned(c, ~0u) || l_.all_gone(c, true, ~0u), named(v) + " dies in a buffer that can be read");
  }

  void lost(int v) {
    const int c = l_.offered_as(v)->channel;
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records)
        for (const offer& o : d.offers)
          if (d.of->what == verb::several && !d.answered && reads(o.what) && o.channel == c) return;
    require(false, named(v) + " is lost, and no reader was ended");
  }

  void dropped(int v) {
    const int c = l_.offered_as(v)->channel;
    require(l_.plan().channels[static_cast<std::size_t>(c)] > kind::fifo3, named(v) + " is dropped by no such buffer");
    ++dropped_[c];
  }

  void drops() {
    for (std::size_t c = 0; c < l_.plan().channels.size(); ++c) {
      const std::uint32_t seen = dropped_[static_cast<int>(c)], counted = l_.recorded().dropped[c];
      const bool refuses = l_.plan().channels[c] == kind::newest2;
      require(counted >= seen && counted <= seen + (refuses ? undecided_[static_cast<int>(c)] : 0),
              "c" + std::to_string(c) + " counts its drops wrong");
    }
  }

  // A buffer keeps no more than it has room for; while an extended read holds its oldest, one more.
  void capacity() {
    std::map<int, std::vector<int>> inside;
    for (const event& e : l_.recorded().events) {
      if (e.what_happened != event_kind::hop && e.what_happened != event_kind::died) continue;
      for (auto& [c, values] : inside) std::erase(values, e.what);
      if (e.what_happened == event_kind::died || e.where < 0) continue;
      inside[e.where].push_back(e.what);
      const auto c = static_cast<std::size_t>(e.where);
      require(inside[e.where].size() <= room_of(l_.plan().channels[c]) + held_at(e.where, e.stamp),
              "the buffer of c" + std::to_string(e.where) + " keeps more than it has room for");
    }
  }
  bool held_at(int c, unsigned stamp) const {
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records)
        if (d.looked && d.offers[0].channel == c && d.begun < stamp && stamp < end_of(r, d)) return true;
    return false;
  }
  // When it has been given back: as soon as its process does anything else.
  static unsigned end_of(const process_log& r, const step_record& d) {
    bool let_go = false;
    for (const event& e : r.events) {
      if (let_go && e.what_happened != event_kind::hop && e.what_happened != event_kind::died) return e.stamp;
      let_go = let_go || (e.stamp > d.begun && e.what_happened == event_kind::lets_go);
    }
    return ~0u;
  }

  // One that has left a process comes out of whatever started it.
  void exceptions() {
    for (const event& e : l_.recorded().events) {
      const process_log& r = l_.log_of(e.process);
      if (e.what_happened != event_kind::throws || r.caller >= 0 || r.family < 0) continue;
      for (const process_log& parent : l_.recorded().logs)
        for (const step_record& d : parent.records)
          if (!d.children.empty() && d.of->what != verb::spawn && l_.log_of(d.children[0]).family == r.family)
            require(!d.answered, "an exception that left a process does not come out");
    }
  }

  // First in, first out.
  void order_of_buffers() {
    std::map<int, std::vector<std::pair<unsigned, unsigned>>> stays;
    for (int v = 1; v < l_.values(); ++v) {
      const auto& m = l_.moves(v);
      // What an extended read holds may be passed by what is dropped.
      if (looked_ && l_.outcome_of(v) == value_outcome::dropped) continue;
      if (!m.empty() && m[0]->where >= 0 && l_.taken(v))
        stays[m[0]->where].emplace_back(m[0]->stamp, l_.taken(v)->stamp);
    }
    for (auto& [channel, all] : stays) {
      std::sort(all.begin(), all.end());
      for (std::size_t i = 1; i < all.size(); ++i)
        require(all[i - 1].second < all[i].second, "values overtake in the buffer of c" + std::to_string(channel));
    }
  }

  // What one writer has sent over a channel comes to one reader in the order in which it was sent; but of two writes at
  // once an extended read may hold the first and give it back.
  void order_of_pairs() {
    std::map<std::tuple<int, int, int>, std::vector<std::pair<int, int>>> received;
    for (int v = 1; v < l_.values(); ++v) {
      const history& h = l_.of(v);
      if (!h.received || !l_.offered_as(v)) continue;
      received[{h.maker, l_.offered_as(v)->channel, h.reader}].emplace_back(h.record * 8 + (looked_ ? 0 : h.branch),
                                                                            h.read_in * 8 + h.read_as);
    }
    for (auto& [pair, all] : received) {
      std::sort(all.begin(), all.end());
      for (std::size_t i = 1; i < all.size(); ++i)
        require(all[i - 1].second < all[i].second || all[i - 1].first == all[i].first,
                "values of one writer overtake on their way to one reader");
    }
  }

  // A write that an extended read has given back is served before one that came later.
  void order_of_given_back() {
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records)
        if (d.looked && !d.answered) given_back(r, d);
  }
  void given_back(const process_log& r, const step_record& d) {
    const int a = looked_at(r, d), c = d.offers[0].channel;
    const unsigned back = end_of(r, d);
    if (!a || back == ~0u || l_.plan().channels[static_cast<std::size_t>(c)] > kind::shared) return;
    if (!is_lone(*l_.offered_in(a))) return;
    for (int b = 1; b < l_.values(); ++b) {
      const step_record* const read = a == b ? nullptr : l_.read_in(b);
      if (!read || read->begun < back || !is_lone(*read) || l_.offered_as(b)->channel != c) continue;
      require(!came_later(b, a) || !is_offered(a, back, l_.taken(b)->stamp),
              named(b) + " overtakes one that was given back");
    }
  }
  static bool is_lone(const step_record& d) {
    return d.of->what == verb::operation && !d.offers[0].limited && !d.looked;
  }
  static int looked_at(const process_log& r, const step_record& d) {
    for (const event& e : r.events)
      if (e.what_happened == event_kind::looks && e.stamp > d.begun) return e.what;
    return 0;
  }
  // For sure: a was being looked at already when the write of b began, or when whoever looked at b first began.
  bool came_later(int b, int a) const {
    const unsigned seen = first_look(a).first, other = first_look(b).second;
    return l_.offered_in(b)->begun > seen || (other != 0 && other > seen);
  }
  // When a value was looked at first, and when the read that did began.
  std::pair<unsigned, unsigned> first_look(int v) const {
    std::pair<unsigned, unsigned> first{~0u, 0};
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records) {
        if (!d.looked || looked_at(r, d) != v) continue;
        for (const event& e : r.events)
          if (e.what_happened == event_kind::looks && e.what == v && e.stamp > d.begun && e.stamp < first.first)
            first = {e.stamp, d.begun};
      }
    return first;
  }
  // All the time: nobody takes it or may look at it, and its process is not ended.
  bool is_offered(int a, unsigned from, unsigned to) const {
    const process_log& writer = l_.log_of(l_.of(a).maker);
    for (const event& e : writer.events)
      if (e.stamp < to && (e.what_happened == event_kind::over || e.what_happened == event_kind::throws)) return false;
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records)
        if (d.looked && looked_at(r, d) == a && d.begun < to && end_of(r, d) > from) return false;
    return l_.moves(a).empty() ? l_.offered_in(a)->answered == 0 : l_.moves(a)[0]->stamp > to;
  }

  // Closed and poisoned have their reasons.
  void answers(const step_record& d) {
    if (!d.answered) return;
    for (unsigned i = 0; i < d.count; ++i) {
      const offer& o = d.offers[i];
      if (d.of->what == verb::choose && (static_cast<int>(i) != d.chosen || !reads(o.what))) continue;
      if (o.channel >= 0) answer(d, o, d.how[i], d.got[i]);
    }
  }

  void answer(const step_record& d, const offer& o, status how, int got) {
    const std::string c = "c" + std::to_string(o.channel);
    if (reads(o.what)) require((how == status::done) == (got != 0), "a read of " + c + " is done and has no value");
    if (how == status::closed)
      require(l_.all_gone(o.channel, !reads(o.what), d.answered), c + " says closed while it has ends");
    if (how == status::poisoned) require(l_.poisoned(o.channel, d.answered), c + " says poisoned, and nobody did it");
    require(how != status::would_wait || d.of->what == verb::attempt || o.limited,
            "a step at " + c + " is over without an answer");
  }

  // Then nobody ran, nobody had a time to wait for, and of those who waited no two could meet.
  void deadlock() {
    std::vector<const step_record*> stuck;
    for (const process_log& r : l_.recorded().logs)
      if (lived(r) && !r.records.empty()) stuck.push_back(&r.records.back());
    for (const step_record* d : stuck) {
      require(!d->answered, "a deadlock is reported while a process runs");
      if (d->of->what == verb::yield || d->of->what == verb::sleep) require(false, "a deadlock is reported too early");
      for (const offer& o : d->offers)
        require(!o.wanted || !(is_time(o.what) || o.limited), "a deadlock is reported before a timeout");
      for (const step_record* other : stuck)
        require(d == other || one_of_several_may_be_done(*d, *other) || !could_meet(*d, *other),
                "a deadlock is reported where two could meet");
    }
  }
  bool lived(const process_log& r) const {
    for (const event& e : r.events)
      if (e.what_happened == event_kind::start || e.what_happened == event_kind::gone)
        if ((e.stamp < l_.recorded().deadlock_at) == (e.what_happened == event_kind::gone)) return false;
    return true;
  }
  static bool one_of_several_may_be_done(const step_record& a, const step_record& b) {
    return a.of->what == verb::several || b.of->what == verb::several;
  }

  const trace_index& l_;
  findings found_;
  bool looked_ = false;  // an extended read has held a value
  std::map<int, std::uint32_t> dropped_;
  std::map<int, std::uint32_t> undecided_;
};

}  // namespace

findings check(const trace_index& l) { return checker(l).check(); }

}  // namespace lossless
