// Laws of choice where channels end, or its process does.
#include <array>
#include <csp/csp.hpp>
#include <memory>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class ending_choices : public law {};

process writes(writer<int> out, int first, int count) {
  for (int i = 0; i < count; ++i) co_await out.write(first + i);
}

TEST_F(ending_choices, a_closed_guard_drops_out_and_when_all_are_closed_the_process_ends) {
  for (const bool keep : {false, true}) {
    int got = 0;
    status how = status::done;
    auto choose = [&](reader<int> a, reader<int> b) -> process {
      int x = 0;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x), csp::after(10s)));
        for (;;) co_await choice.select(), ++got;
      }
      for (;;) co_await csp::pri_alt(a.into(x), b.into(x), csp::after(10s)), ++got;
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      how = (co_await csp::par(choose(a.reader(), b.reader()), writes(a.writer(), 0, 3), writes(b.writer(), 0, 9)))[0]
                .status();
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 12);
    EXPECT_EQ(how, status::closed);
  }
}

TEST_F(ending_choices, a_poisoned_guard_ends_the_process_before_any_choice_is_made) {
  for (const bool keep : {false, true}) {
    std::array<status, 2> how{};
    auto choose = [&](reader<int> a, reader<int> b, reader<void> done) -> process {
      int x = 0;
      co_await done.read();
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x)));
        co_await choice.select();
      } else {
        co_await csp::pri_alt(a.into(x), b.into(x));
      }
      ADD_FAILURE() << "a choice was made";
    };
    auto poison = [](writer<int> out, writer<void> done) -> process {
      out.poison();
      co_await done.write();
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      channel<void> done;
      const auto ends = co_await csp::par(choose(a.reader(), b.reader(), done.reader()), writes(a.writer(), 0, 1),
                                          poison(b.writer(), done.writer()));
      how = {ends[0].status(), ends[1].status()};
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(how[0], status::poisoned);
    EXPECT_EQ(how[1], status::poisoned);  // its value was still with it
  }
}

TEST_F(ending_choices, poison_reaches_a_choice_that_waits) {
  for (const bool keep : {false, true}) {
    std::array<status, 2> how{};
    auto choose = [&](reader<int> a, writer<int> b) -> process {
      int x = 0;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.from(x)));
        co_await choice.select();
      }
      co_await csp::pri_alt(a.into(x), b.from(x));
    };
    auto poison = [](writer<int> out) -> process {
      co_await let_others_run(20);
      out.poison();
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      reader<int> open = b.reader();
      const auto ends = co_await csp::par(choose(a.reader(), b.writer()), poison(a.writer()));
      how = {ends[0].status(), (co_await open.next()).status()};
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(how[0], status::poisoned);
    EXPECT_EQ(how[1], status::poisoned);
  }
}

TEST_F(ending_choices, a_result_makes_its_guard_ready_on_closed_and_poisoned) {
  std::vector<status> seen;
  auto choose = [&](reader<int> a, reader<tracked> b) -> process {
    csp::result<int> x = status::would_wait;
    csp::result<tracked> y = status::would_wait;
    bool a_open = true, b_open = true;
    auto choice = csp::keep(
        csp::pri_alt(csp::when([&] { return a_open; }, a.into(x)), csp::when([&] { return b_open; }, b.into(y))));
    while (a_open || b_open) {
      if (co_await choice.select() == 0) {
        seen.push_back(x.status());
        a_open = static_cast<bool>(x);
      } else {
        seen.push_back(y.status());
        b_open = static_cast<bool>(y);
      }
    }
  };
  auto all = [&]() -> process {
    channel<int> a;
    channel<tracked> b;
    auto poison = [](writer<tracked> out) -> process {
      co_await out.write(tracked(1));
      out.poison();
    };
    co_await csp::par(choose(a.reader(), b.reader()), writes(a.writer(), 0, 1), poison(b.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::done), 2);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::closed), 1);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::poisoned), 1);
}

// The first is ended by the exception of the second; what its partner offers afterwards stays with the partner.
#if defined(__cpp_exceptions)
TEST_F(ending_choices, a_choice_ended_from_outside_has_taken_nothing) {
  for (const bool keep : {false, true}) {
    status left = status::done;
    tracked value(1);
    auto choose = [&](reader<tracked> a, reader<tracked> b) -> process {
      tracked x(0);
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x)));
        co_await choice.select();
      }
      co_await csp::pri_alt(a.into(x), b.into(x));
    };
    auto fail = []() -> process {
      co_await let_others_run(20);
      throw 1;
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      const writer<tracked> open = b.writer();
      writer<tracked> out = a.writer();
      try {
        co_await csp::par(choose(a.reader(), b.reader()), fail());
      } catch (int) {
      }
      left = co_await out.send(std::move(value));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(left, status::poisoned);
    EXPECT_EQ(value.number, 1);
  }
}
#endif

TEST_F(ending_choices, a_decided_choice_stands_though_its_channel_is_poisoned_before_it_resumes) {
  for (const bool keep : {false, true}) {
    int got = 0;
    auto choose = [&](reader<tracked> a, reader<tracked> b) -> process {
      tracked x(0), y(0);
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(y)));
        if (co_await choice.select() == 0) got = x.number;
      } else {
        if (co_await csp::pri_alt(a.into(x), b.into(y)) == 0) got = x.number;
      }
      co_await a.read();
    };
    auto write = [](writer<tracked> out) -> process {
      co_await let_others_run(20);
      co_await out.write(tracked(3));
      out.poison();
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      const writer<tracked> open = b.writer();
      co_await csp::par(choose(a.reader(), b.reader()), write(a.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 3);
  }
}

}  // namespace
