// Laws of choices over ranges of guards, alone, beside each other and beside single guards, and over long lists.
#include <array>
#include <csp/csp.hpp>
#include <functional>
#include <list>
#include <stdexcept>

#include "law.hpp"

using csp::channel, csp::chosen, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class mixes : public law {};

using buffered = channel<int, csp::fifo<8>>;
using input_guard = decltype(std::declval<buffered&>().into(std::declval<int&>()));

std::vector<input_guard> inputs_of(auto& channels, int& x) {
  std::vector<input_guard> all;
  for (buffered& c : channels) all.push_back(c.into(x));
  return all;
}

// What there is to choose from: a range of three, a single guard, a range of two, a single guard.
struct four_arguments {
  std::array<buffered, 3> first;
  buffered second;
  std::array<buffered, 2> third;
  buffered fourth;
  int x = 0;

  std::vector<input_guard> firsts = inputs_of(first, x);
  std::vector<input_guard> thirds = inputs_of(third, x);

  buffered& at(chosen c) {
    return c.argument == 0 ? first[c.place] : c.argument == 1 ? second : c.argument == 2 ? third[c.place] : fourth;
  }
};
constexpr chosen in_order[] = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {2, 0}, {2, 1}, {3, 0}};

enum class discipline { pri, fair, any };
constexpr discipline every_discipline[] = {discipline::pri, discipline::fair, discipline::any};

// Chooses `times` times among the guards.
template <class... G>
csp::process_of<std::vector<chosen>> choose(discipline how, bool keep, std::size_t times, const G&... guards) {
  std::vector<chosen> all;
  csp::turn turn;
  if (keep) {
    auto pri = csp::keep(csp::pri_alt(guards...));
    auto fair = csp::keep(csp::fair_alt(guards...));
    auto any = csp::keep(csp::alt(guards...));
    for (; how == discipline::pri && all.size() < times;) all.push_back(co_await pri.select());
    for (; how == discipline::fair && all.size() < times;) all.push_back(co_await fair.select());
    for (; how == discipline::any && all.size() < times;) all.push_back(co_await any.select());
  } else {
    for (; how == discipline::pri && all.size() < times;) all.push_back(co_await csp::pri_alt(guards...));
    for (; how == discipline::fair && all.size() < times;) all.push_back(co_await csp::fair_alt(turn, guards...));
    for (; how == discipline::any && all.size() < times;) all.push_back(co_await csp::alt(guards...));
  }
  co_return all;
}

TEST_F(mixes, the_answer_says_which_argument_and_which_place_in_it) {
  for (const discipline how : every_discipline)
    for (const bool keep : {false, true})
      for (const chosen ready : in_order) {
        four_arguments a;
        auto all = [&]() -> process {
          EXPECT_EQ(a.at(ready).try_write(7), status::done);
          const auto got = co_await choose(how, keep, 1, a.firsts, a.second.into(a.x), a.thirds, a.fourth.into(a.x));
          EXPECT_EQ(got, std::vector{ready});
          EXPECT_EQ(a.x, 7);
        };
        EXPECT_TRUE(csp::run(all()));
      }
}

TEST_F(mixes, pri_alt_takes_the_first_ready_guard_whatever_argument_it_stands_in) {
  for (const bool keep : {false, true}) {
    four_arguments a;
    auto all = [&]() -> process {
      for (const chosen c : in_order) EXPECT_EQ(a.at(c).try_write(1), status::done);
      const auto got = co_await choose(discipline::pri, keep, std::size(in_order), a.firsts, a.second.into(a.x),
                                       a.thirds, a.fourth.into(a.x));
      EXPECT_EQ(got, std::vector(std::begin(in_order), std::end(in_order)));
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(mixes, a_fair_choice_counts_every_guard_of_every_range) {
  for (const bool keep : {false, true}) {
    four_arguments a;
    auto all = [&]() -> process {
      std::vector<chosen> expected;
      for (int round = 0; round < 4; ++round)
        for (const chosen c : in_order) {
          EXPECT_EQ(a.at(c).try_write(1), status::done);
          expected.push_back(c);
        }
      const auto got = co_await choose(discipline::fair, keep, expected.size(), a.firsts, a.second.into(a.x), a.thirds,
                                       a.fourth.into(a.x));
      EXPECT_EQ(got, expected);
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(mixes, a_run_time_number_of_channels_has_a_timeout_and_a_stop) {
  for (const bool keep : {false, true}) {
    std::vector<chosen> seen;
    auto choose_three = [&](std::vector<reader<int>> in, reader<void> stop, writer<void> silent) -> process {
      std::vector<int> got(in.size());
      std::vector<csp::guard_of<int>> guards;
      for (std::size_t i = 0; i < in.size(); ++i) guards.push_back(in[i].into(got[i]));
      if (keep) {
        auto patient = csp::keep(csp::pri_alt(guards, stop.into(), csp::after(1h)));
        auto choice = csp::keep(csp::pri_alt(guards, stop.into(), csp::after(1ms)));
        seen.push_back(co_await patient.select());
        EXPECT_EQ(got[3], 5);
        seen.push_back(co_await choice.select());
        co_await silent.write();
        seen.push_back(co_await patient.select());
      } else {
        seen.push_back(co_await csp::pri_alt(guards, stop.into(), csp::after(1h)));
        EXPECT_EQ(got[3], 5);
        seen.push_back(co_await csp::pri_alt(guards, stop.into(), csp::after(1ms)));
        co_await silent.write();
        seen.push_back(co_await csp::pri_alt(guards, stop.into(), csp::after(1h)));
      }
    };
    auto speaks = [](std::vector<writer<int>> out, reader<void> silent, writer<void> stop) -> process {
      co_await out[3].write(5);
      co_await silent.read();
      co_await stop.write();
    };
    auto all = [&]() -> process {
      std::array<channel<int>, 4> c;
      channel<void> stop, silent;
      std::vector<reader<int>> in;
      std::vector<writer<int>> out;
      for (auto& each : c) {
        in.push_back(each.reader());
        out.push_back(each.writer());
      }
      co_await csp::par(choose_three(std::move(in), stop.reader(), silent.writer()),
                        speaks(std::move(out), silent.reader(), stop.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(seen, (std::vector<chosen>{{0, 3}, {2, 0}, {1, 0}}));
  }
}

TEST_F(mixes, of_a_range_of_timeouts_the_earliest_is_chosen) {
  for (const bool keep : {false, true}) {
    auto all = [&]() -> process {
      buffered c;
      int x = 0;
      const std::vector later{csp::after(2h), csp::after(1h)};
      const std::vector soon{csp::after(3h), csp::after(1ms), csp::after(2h)};
      EXPECT_EQ((co_await choose(discipline::pri, keep, 1, later, c.into(x), soon))[0], (chosen{2, 1}));
      const std::vector at_once{csp::after(1h), csp::after(0ms)};
      EXPECT_EQ((co_await choose(discipline::pri, keep, 1, later, at_once))[0], (chosen{1, 1}));
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(mixes, a_condition_may_stand_before_each_guard_of_a_range) {
  for (const bool keep : {false, true}) {
    std::array<bool, 3> open{};
    struct is_open {
      const bool* of;
      bool operator()() const { return *of; }
    };
    auto all = [&]() -> process {
      std::array<buffered, 3> c;
      int x = 0;
      std::vector<decltype(csp::when(is_open{nullptr}, c[0].into(x)))> guards;
      for (std::size_t i = 0; i < c.size(); ++i) {
        EXPECT_EQ(c[i].try_write(static_cast<int>(i)), status::done);
        guards.push_back(csp::when(is_open{&open[i]}, c[i].into(x)));
      }
      auto choice = csp::keep(csp::pri_alt(guards, csp::skip()));
      auto select = [&]() -> csp::process_of<chosen> {
        if (keep) co_return co_await choice.select();
        co_return co_await csp::pri_alt(guards, csp::skip());
      };
      for (const unsigned i : {2u, 0u, 1u}) {
        open = {};
        EXPECT_EQ(co_await select(), (chosen{1, 0}));
        open[i] = true;
        EXPECT_EQ(co_await select(), (chosen{0, i}));
        EXPECT_EQ(x, static_cast<int>(i));
      }
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(mixes, one_range_holds_both_directions_and_results) {
  for (const bool keep : {false, true}) {
    auto all = [&]() -> process {
      buffered full, room, closed;
      EXPECT_EQ(full.try_write(3), status::done);
      closed.writer().retire();
      int x = 0;
      const int y = 4;
      csp::result<int> r = status::would_wait;
      buffered empty;
      channel<int> nobody;
      const std::vector<csp::guard_of<int>> guards{empty.into(x), full.into(x), room.from(y), nobody.from(y),
                                                   closed.into(r)};
      std::vector<chosen> got = co_await choose(discipline::fair, keep, 3, guards, csp::after(1h));
      EXPECT_EQ(got, (std::vector<chosen>{{0, 1}, {0, 2}, {0, 4}}));
      EXPECT_EQ(x, 3);
      EXPECT_EQ(r.status(), status::closed);
      EXPECT_EQ(*room.try_read(), 4);
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(mixes, two_choices_over_ranges_of_both_directions_meet_each_other) {
  for (const bool keep : {false, true}) {
    int read[2] = {}, written[2] = {};
    auto either = [&](std::vector<reader<int>> in, std::vector<writer<int>> out, int me) -> process {
      int x = 0;
      const int one = 1;
      std::vector<csp::guard_of<int>> guards{in[0].into(x), out[0].from(one), out[1].from(one), in[1].into(x)};
      auto choice = csp::keep(csp::alt(guards, csp::after(1h)));
      for (int i = 0; i < 500; ++i) {
        chosen c{};
        if (keep) {
          c = co_await choice.select();
        } else {
          c = co_await csp::alt(guards, csp::after(1h));
        }
        EXPECT_EQ(c.argument, 0u);
        c.place == 0 || c.place == 3 ? read[me] += x : ++written[me];
      }
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      const std::vector in{a.reader(), b.reader()};
      const std::vector out{a.writer(), b.writer()};
      co_await csp::par(either(in, out, 0), either(in, out, 1));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(read[0], written[1]);
    EXPECT_EQ(read[1], written[0]);
    EXPECT_EQ(read[0] + written[0], 500);
  }
}

TEST_F(mixes, a_guard_that_is_one_of_several_may_stand_alone_and_under_a_condition) {
  auto all = [&]() -> process {
    buffered full;
    EXPECT_EQ(full.try_write(3), status::done);
    EXPECT_EQ(full.try_write(4), status::done);
    int x = 0;
    csp::guard_of<int> in = full.into(x);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(false, in), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(in, csp::skip()), 0u);
    EXPECT_EQ(x, 3);
    const std::vector both{csp::when(false, in), csp::when(true, in)};
    EXPECT_EQ((co_await csp::pri_alt(both, csp::skip())), (chosen{0, 1}));
    EXPECT_EQ(x, 4);
    using any_guard = csp::one_of<csp::guard_of<int>, decltype(csp::after(1h)), decltype(csp::skip())>;
    const std::vector<any_guard> mixed{in, csp::after(1h), csp::skip()};
    EXPECT_EQ(co_await csp::pri_alt(mixed), 2u);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(mixes, values_that_only_move_go_out_of_a_range_and_come_into_one) {
  for (const bool keep : {false, true}) {
    int sum = 0;
    auto gives = [&](writer<tracked> a, writer<tracked> b) -> process {
      tracked x(1), y(2);
      const std::vector<csp::guard_of<tracked>> guards{a.from(x), b.from(y)};
      for (int i = 0; i < 4; ++i) {
        x.number = 1;
        y.number = 2;
        const std::vector<chosen> c = co_await choose(discipline::any, keep, 1, guards, csp::after(1h));
        EXPECT_EQ(x.number, c[0].place == 0 ? -1 : 1);
        EXPECT_EQ(y.number, c[0].place == 1 ? -1 : 2);
      }
    };
    auto takes = [&](reader<tracked> a, reader<tracked> b) -> process {
      tracked x(0), y(0);
      const std::vector guards{a.into(x), b.into(y)};
      for (int i = 0; i < 4; ++i)
        sum += (co_await choose(discipline::any, keep, 1, csp::after(1h), guards))[0].place == 0 ? x.number : y.number;
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      co_await csp::par(gives(a.writer(), b.writer()), takes(a.reader(), b.reader()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_GE(sum, 4);
    EXPECT_LE(sum, 8);
  }
}

TEST_F(mixes, any_container_of_guards_is_a_range) {
  auto all = [&]() -> process {
    buffered c;
    int x = 0;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(c.try_write(i), status::done);
    const input_guard as_array[] = {c.into(x)};
    const std::list<input_guard> as_list{c.into(x)};
    EXPECT_EQ(co_await csp::pri_alt(as_array), 0u);
    EXPECT_EQ((co_await csp::pri_alt(as_array, as_list)), (chosen{0, 0}));
    EXPECT_EQ((co_await csp::pri_alt(csp::when(false, csp::skip()), as_list)), (chosen{1, 0}));
    EXPECT_EQ(x, 2);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(mixes, an_empty_range_adds_nothing) {
  for (const discipline how : every_discipline)
    for (const bool keep : {false, true}) {
      auto all = [&]() -> process {
        const std::vector<input_guard> none;
        buffered c;
        int x = 0;
        EXPECT_EQ(c.try_write(3), status::done);
        EXPECT_EQ((co_await choose(how, keep, 1, none, c.into(x), none))[0], (chosen{1, 0}));
        EXPECT_EQ((co_await choose(how, keep, 1, none, c.into(x), none, csp::after(1ms)))[0], (chosen{3, 0}));
      };
      EXPECT_TRUE(csp::run(all()));
    }
}

TEST_F(mixes, without_memory_the_process_ends_so) {
  for (const bool keep : {false, true}) {
    status how = status::done;
    auto chooses = [&](reader<int> in) -> process {
      int x = 0;
      const std::vector guards{in.into(x), in.into(x)};
      if (keep) {
        const frames::only none(0);
        auto choice = csp::keep(csp::pri_alt(guards, csp::skip()));
        co_await choice.select();
      }
      const frames::only none(0);
      co_await csp::pri_alt(guards, csp::skip());
    };
    auto all = [&]() -> process {
      channel<int> c;
      const writer<int> open = c.writer();
      how = (co_await csp::par(chooses(c.reader())))[0].status();
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(how, status::no_memory);
  }
}

TEST_F(mixes, take_one_piece_of_memory_kept_or_not_and_none_to_choose) {
  auto all = []() -> process {
    channel<int> c;
    int x = 0;
    const std::vector guards{c.into(x), c.into(x)};
    const long before = frames::allocated;
    co_await csp::pri_alt(guards, csp::skip(), guards);
    EXPECT_EQ(frames::allocated - before, 1);
    auto choice = csp::keep(csp::fair_alt(guards, csp::skip(), guards));
    EXPECT_EQ(frames::allocated - before, 2);
    for (int i = 0; i < 3; ++i) EXPECT_EQ((co_await choice.select()).argument, 1U);
    EXPECT_EQ(frames::allocated - before, 2);
  };
  EXPECT_TRUE(csp::run(all()));
}

// Of a generated range: nobody has its guards in memory.
struct endless {
  const input_guard* same;
  endless begin() const { return *this; }
  const input_guard& operator*() const { return *same; }
  endless& operator++() { return *this; }
  std::size_t size() const { return std::size_t(-1) / sizeof(void*); }
};

TEST_F(mixes, a_range_that_is_larger_than_all_memory_is_one_without_memory) {
  status how = status::done;
  auto chooses = [&](reader<int> in) -> process {
    int x = 0;
    const input_guard guard = in.into(x);
    co_await csp::pri_alt(endless{&guard}, csp::skip());
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    how = (co_await csp::par(chooses(c.reader())))[0].status();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(how, status::no_memory);
}

TEST_F(mixes, when_all_channels_of_all_ranges_are_closed_the_process_ends_though_a_timeout_stands_beside) {
  for (const bool keep : {false, true}) {
    int got = 0;
    status how = status::done;
    auto chooses = [&](std::vector<reader<int>> in, reader<int> stop) -> process {
      int x = 0;
      std::vector<csp::guard_of<int>> guards;
      for (auto& each : in) guards.push_back(each.into(x));
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(guards, stop.into(x), csp::after(1h)));
        for (;;) co_await choice.select(), ++got;
      }
      for (;;) co_await csp::pri_alt(guards, stop.into(x), csp::after(1h)), ++got;
    };
    auto sends = [](writer<int> out, int count) -> process {
      for (int i = 0; i < count; ++i) co_await out.write(i);
    };
    auto all = [&]() -> process {
      channel<int> a, b, c;
      std::vector<reader<int>> in{a.reader(), b.reader()};
      how = (co_await csp::par(chooses(std::move(in), c.reader()), sends(a.writer(), 3), sends(b.writer(), 9),
                               sends(c.writer(), 1)))[0]
                .status();
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 13);
    EXPECT_EQ(how, status::closed);
  }
}

// --- fixed lists that are long
// --------------------------------------------------------------------------------------

template <std::size_t... I>
auto every(auto make, auto& channels, int& x, std::index_sequence<I...>) {
  return make(channels[I].into(x)...);
}

TEST_F(mixes, a_long_list_is_a_choice_like_others) {
  constexpr std::size_t many = 200;
  const auto pri = [](const auto&... g) { return csp::pri_alt(g...); };
  const auto fair = [](const auto&... g) { return csp::fair_alt(g...); };
  for (const unsigned ready : {0u, 1u, 63u, 64u, 130u, 199u}) {
    auto all = [&]() -> process {
      const auto c = std::make_unique<std::array<channel<int, csp::fifo<2>>, many>>();
      int x = 0;
      const auto list = std::make_index_sequence<many>();
      auto choice = csp::keep(every(fair, *c, x, list));
      for (int i = 0; i < 2; ++i) EXPECT_EQ((*c)[ready].try_write(7), status::done);
      EXPECT_EQ(co_await every(pri, *c, x, list), ready);
      EXPECT_EQ(x, 7);
      EXPECT_EQ(co_await choice.select(), ready);
      EXPECT_EQ((*c)[0].try_write(1), status::done);
      EXPECT_EQ((*c)[ready].try_write(2), status::done);
      EXPECT_EQ(co_await choice.select(), 0u);
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

// --- misuse
// ---------------------------------------------------------------------------------------------------------------

using misused_mixes = mixes;

TEST_F(misused_mixes, a_choice_of_nothing_but_empty_ranges) {
  for (const bool several : {false, true}) {
    auto chooses = [several]() -> process {
      const std::vector<input_guard> none;
      if (several) co_await csp::pri_alt(none, none);
      co_await csp::pri_alt(none);
    };
    EXPECT_DEATH(static_cast<void>(csp::run(chooses())), "no guard whose precondition holds");
  }
}

}  // namespace
