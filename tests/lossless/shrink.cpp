// What can be left out of a network: a process, a step, a round, a branch, an end.
#include <functional>

#include "network.hpp"

namespace lossless {
namespace {

class shrinker {
 public:
  explicit shrinker(const network& n) : whole_(n) {
    without_each(whole_.processes, 1);
    for (program& s : whole_.processes) shrink(s);
  }

  std::vector<network> smaller;

 private:
  void keep() { smaller.push_back(whole_); }

  template <class T>
  void without_each(std::vector<T>& list, std::size_t least = 0) {
    for (std::size_t i = 0; list.size() > least && i < list.size(); ++i) {
      T out = std::move(list[i]);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      keep();
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(i), std::move(out));
    }
  }

  template <class T>
  void with(T& place, T instead) {
    if (place == instead) return;
    std::swap(place, instead);
    keep();
    std::swap(place, instead);
  }

  void shrink(program& s) {
    without_each(s.steps);
    with(s.rounds, std::uint8_t{1});
    with(s.rounds, static_cast<std::uint8_t>((s.rounds + 1) / 2));
    with(s.takes_over, false);
    for (step& t : s.steps) shrink(t);
    for (unsigned c = 0; c < whole_.channels.size(); ++c) {
      with(s.reader_of, s.reader_of & ~(1u << c));
      with(s.writer_of, s.writer_of & ~(1u << c));
    }
  }

  void shrink(step& t) {
    if (t.what == verb::choose) {
      without_each(t.branches, 1);
      with(t.selects, std::uint8_t{0});
      with(t.how, order::prioritised);
    }
    if (t.what == verb::group) without_each(t.children, 1);
    with(t.times, std::uint8_t{1});
    with(t.explodes, false);
    with(t.tolerant, false);
    with(t.or_end, false);
    for (branch& b : t.branches) with(b.delay, std::uint16_t{0});
    for (program& child : t.children) shrink(child);
  }

  network whole_;
};

}  // namespace

std::vector<network> smaller(const network& n) { return shrinker(n).smaller; }

}  // namespace lossless
