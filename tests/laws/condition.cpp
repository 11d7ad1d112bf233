// Laws of what may be the condition before a guard.
#include <atomic>
#include <csp/csp.hpp>
#include <functional>
#include <list>
#include <stdexcept>

#include "law.hpp"

using csp::channel, csp::process, csp::status, csp::writer;

namespace {

class conditions_of_guards : public law {};

TEST_F(conditions_of_guards, a_condition_is_whatever_can_be_tested) {
  auto all = [&]() -> process {
    std::atomic<bool> flag = false;
    bool plain = false;
    const int* pointer = nullptr;
    csp::result<int> nothing = status::closed;
    channel<int> c;
    writer<int> empty, open = c.writer();
    auto optional = [&]() -> std::unique_ptr<int> { return nullptr; };
    EXPECT_EQ(co_await csp::pri_alt(csp::when(flag, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(pointer, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(nothing, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(empty, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(open, csp::skip()), csp::skip()), 0u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(0, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(std::true_type(), csp::skip()), csp::skip()), 0u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(std::false_type(), csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(optional, csp::skip()), csp::skip()), 1u);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(std::ref(plain), csp::skip()), csp::skip()), 1u);

    // A value is asked where it stands, what refers to one before each choice.
    auto once = csp::keep(csp::pri_alt(csp::when(flag, csp::skip()), csp::skip()));
    auto each = csp::keep(csp::pri_alt(csp::when(std::cref(flag), csp::skip()), csp::skip()));
    EXPECT_EQ(co_await each.select(), 1u);
    flag = true;
    EXPECT_EQ(co_await once.select(), 1u);
    EXPECT_EQ(co_await each.select(), 0u);
  };
  EXPECT_TRUE(csp::run(all()));
}

#if defined(__cpp_exceptions)
// A condition that can be copied so often only.
struct brittle {
  int* copies;
  explicit brittle(int& left) : copies(&left) {}
  brittle(const brittle& from) : copies(from.copies) {
    if (--*copies < 0) throw std::runtime_error("copied too often");
  }
  bool operator()() const { return true; }
};

TEST_F(conditions_of_guards, a_condition_that_throws_when_it_is_copied_leaves_nothing_behind) {
  const int needed = 3 + 3 + 1 + 1;  // a range is not copied again when it is kept, a single guard is
  for (int enough = 0; enough <= needed; ++enough) {
    bool threw = false;
    auto all = [&]() -> process {
      int copies = 100;
      tracked x(0);
      channel<tracked> c;
      std::list<decltype(csp::when(std::declval<brittle>(), c.into(x)))> guards;
      for (int i = 0; i < 3; ++i) guards.push_back(csp::when(brittle(copies), c.into(x)));
      const auto single = csp::when(brittle(copies), c.into(x));
      copies = enough;
      try {
        auto choice = csp::keep(csp::pri_alt(guards, csp::skip(), guards, single));
      } catch (const std::runtime_error&) {
        threw = true;
      }
      co_return;
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(frames::out, 0);
    EXPECT_EQ(threw, enough < needed);
  }
}
#endif

}  // namespace
