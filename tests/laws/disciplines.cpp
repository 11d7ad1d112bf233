// Laws of the disciplines of choice: whom a fair choice passes over how often, and that alt takes every guard.
#include <array>
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer;

namespace {

class disciplines : public law {};

// The longest time that a guard was passed over while its writer waited. All writers wait from the start of the select
// on coop; on threads they come when they can.
template <std::size_t N>
class passed_over {
 public:
  void chose(std::size_t which) {
    for (std::size_t i = 0; i < N; ++i) since_[i] = i == which ? 0 : since_[i] + 1;
    longest = std::max(longest, *std::max_element(since_, since_ + N));
  }
  std::size_t longest = 0;

 private:
  std::size_t since_[N] = {};
};

process always(writer<int> out) {
  for (;;) co_await out.write(1);
}

template <bool Kept>
std::size_t longest_wait() {
  constexpr int n = 3;
  passed_over<n> waits;
  auto choose = [&](reader<int> a, reader<int> b, reader<int> c) -> process {
    int x = 0;
    co_await let_others_run(30);
    csp::turn t;
    auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x)));
    for (int i = 0; i < 300; ++i) {
      std::size_t which = 0;
      if constexpr (Kept) {
        which = co_await choice.select();
      } else {
        which = co_await csp::fair_alt(t, a.into(x), b.into(x), c.into(x));
      }
      waits.chose(which);
      for (int y = 0; y < 4; ++y) co_await csp::yield();  // each writer waits again
    }
  };
  auto all = [&]() -> process {
    channel<int> a, b, c;
    co_await csp::par(always(a.writer()), always(b.writer()), always(c.writer()), always(a.writer()),
                      choose(a.reader(), b.reader(), c.reader()));
  };
  static_cast<void>(csp::run(all()));
  return waits.longest;
}

TEST_F(disciplines, a_fair_choice_passes_nobody_over_more_often_than_it_has_guards) {
#ifdef CSP_ENGINE_COOP
  EXPECT_LE(longest_wait<false>(), 3u);
  EXPECT_LE(longest_wait<true>(), 3u);
#else  // a writer's thread may sleep meanwhile: then its guard is not ready, and the bound says nothing of it
  EXPECT_GT(longest_wait<false>(), 0u);
  EXPECT_GT(longest_wait<true>(), 0u);
#endif
}

// Two writers wait at every channel, so that each guard is ready at every select, on either engine.
TEST_F(disciplines, the_bound_holds_where_every_guard_stays_ready) {
  for (const bool keep : {false, true}) {
    std::string order;
    auto burst = [&](writer<int> a, writer<int> b, writer<int> c, channel<int>& go) -> process {
      co_await csp::par(a.write(1), a.write(1), a.write(1), b.write(1), b.write(1), b.write(1), c.write(1), c.write(1),
                        c.write(1), go.write(1));
    };
    auto choose = [&](reader<int> a, reader<int> b, reader<int> c, channel<int>& go) -> process {
      co_await go.read();  // the last of the burst: the others stand
      int x = 0;
      csp::turn t;
      if (keep) {
        auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x)));
        for (int i = 0; i < 9; ++i) order += static_cast<char>('a' + co_await choice.select());
      } else {
        for (int i = 0; i < 9; ++i)
          order += static_cast<char>('a' + co_await csp::fair_alt(t, a.into(x), b.into(x), c.into(x)));
      }
    };
    auto all = [&]() -> process {
      channel<int> a, b, c, go;
      co_await csp::par(choose(a.reader(), b.reader(), c.reader(), go), burst(a.writer(), b.writer(), c.writer(), go));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(order, "abcabcabc");
  }
}

TEST_F(disciplines, two_fair_choices_in_one_loop_do_not_disturb_each_other) {
  std::string first, second;
  auto burst = [&](channel<int>& a, channel<int>& b, channel<int>& go) -> process {
    co_await csp::par(a.write(1), a.write(1), a.write(1), a.write(1), b.write(1), b.write(1), b.write(1), b.write(1),
                      go.write(1));
  };
  auto choose = [&](channel<int>& a, channel<int>& b, channel<int>& go) -> process {
    co_await go.read();
    int x = 0;
    csp::turn one, two;
    for (int i = 0; i < 4; ++i) {
      first += static_cast<char>('a' + co_await csp::fair_alt(one, a.into(x), b.into(x)));
      second += static_cast<char>('a' + co_await csp::fair_alt(two, a.into(x), b.into(x)));
    }
  };
  auto all = [&]() -> process {
    channel<int> a, b, go;
    co_await csp::par(choose(a, b, go), burst(a, b, go));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(first, "abab");
  EXPECT_EQ(second, "abab");
}

TEST_F(disciplines, alt_takes_every_guard_now_and_then) {
  std::array<int, 3> chosen{};
  auto choose = [&](reader<int> a, reader<int> b, reader<int> c) -> process {
    int x = 0;
    for (int i = 0; i < 3000; ++i) ++chosen[co_await csp::alt(a.into(x), b.into(x), c.into(x))];
  };
  auto all = [&]() -> process {
    channel<int> a, b, c;
    co_await csp::par(always(a.writer()), always(b.writer()), always(c.writer()),
                      choose(a.reader(), b.reader(), c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  for (const int n : chosen) EXPECT_GT(n, 0);
}

}  // namespace
