// The words of GoogleTest that the laws use, for a board: GoogleTest itself needs the compiled half of the C++ library,
// which Debian has for Arm but not for RISC-V. A law is registered when it is linked; no static constructor runs.
#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace testing {

class Test {
 public:
  Test() = default;
  Test(const Test&) = delete;
  Test& operator=(const Test&) = delete;
  virtual ~Test() = default;

  virtual void SetUp() {}
  virtual void TestBody() = 0;
  virtual void TearDown() {}
};

struct registered {
  const char* suite;
  const char* name;
  std::unique_ptr<Test> (*make)();
  int type = -1;  // the number of the type that it is a law of
};
template <class T>
std::unique_ptr<Test> make() {
  return std::make_unique<T>();
}

template <class... T>
struct Types {
  template <template <class> class Law>
  static constexpr std::array<registered, sizeof...(T)> laws(const char* suite, const char* name) {
    int number = 0;
    return {registered{suite, name, make<Law<T>>, number++}...};
  }
};

// Says what is streamed into it: texts and numbers; of anything else that it has a value.
class line {
 public:
  line() = default;
  line(const line&) = delete;
  line& operator=(const line&) = delete;
  ~line();

  template <class T>
  const line& operator<<(const T& x) const {
    if constexpr (std::same_as<T, std::nullptr_t>) {
      say("null");
    } else if constexpr (std::convertible_to<T, std::string_view>) {
      say(x);
    } else if constexpr (std::same_as<T, char>) {
      say({&x, 1});
    } else if constexpr (std::integral<T>) {
      say(static_cast<std::int64_t>(x));
    } else if constexpr (std::is_enum_v<T>) {
      say(static_cast<std::int64_t>(x));
    } else {
      say("(a value)");
    }
    return *this;
  }

 private:
  static void say(std::string_view text);
  static void say(std::int64_t number);
};

// A law does not hold.
class failure : public line {
 public:
  failure(const char* file, int at, const char* what);
};

// Ends the function in which a law must not go on.
struct leaving {
  void operator=(const line&) const {}
};

// A check that fails says so, and both sides.
template <class Compare, class A, class B>
bool holds(Compare compare, const A& a, const B& b, const char* file, int at, const char* what) {
  if (compare(a, b)) return true;
  failure(file, at, what) << ": " << a << " and " << b;
  return false;
}

// A statement with which the program ends, in a run of its own: `run` asks for it by its law and its number there.
bool dies_now(const char* rule);
void has_survived(const char* file, int at);

// Streamed texts of a law that goes on are not said.
class Message {
 public:
  template <class T>
  Message& operator<<(const T&) {
    return *this;
  }
};

}  // namespace testing

#define TEST_F(fixture, law)                                                                    \
  class fixture##_##law : public fixture {                                                      \
   public:                                                                                      \
    void TestBody() override;                                                                   \
  };                                                                                            \
  [[gnu::section("laws"), gnu::used]] constinit const testing::registered fixture##_##law##_is{ \
      #fixture, #law, testing::make<fixture##_##law>};                                          \
  void fixture##_##law::TestBody()

#define TYPED_TEST_SUITE(suite, types) using suite##_types = types
#define TYPED_TEST(suite, law)                                                  \
  template <class T>                                                            \
  class suite##_##law : public suite<T> {                                       \
   public:                                                                      \
    using TestFixture = suite<T>;                                               \
    void TestBody() override;                                                   \
  };                                                                            \
  [[gnu::section("laws"), gnu::used]] constinit const auto suite##_##law##_is = \
      suite##_types::laws<suite##_##law>(#suite, #law);                         \
  template <class T>                                                            \
  void suite##_##law<T>::TestBody()

#define EXPECT_TRUE(x)                                              \
  if ([[maybe_unused]] const bool law_holds = static_cast<bool>(x)) \
    ;                                                               \
  else                                                              \
    testing::failure(__FILE__, __LINE__, #x) << ": "
#define EXPECT_FALSE(x) EXPECT_TRUE(!(x))
#define ADD_FAILURE() testing::failure(__FILE__, __LINE__, "") << ""
#define FAIL() return testing::leaving() = ADD_FAILURE()
#define ASSERT_TRUE(x)                                              \
  if ([[maybe_unused]] const bool law_holds = static_cast<bool>(x)) \
    ;                                                               \
  else                                                              \
    FAIL() << #x << " "

#define CSP_HOLDS(compare, sign, a, b)    \
  [[maybe_unused]] const bool law_holds = \
      testing::holds(std::compare<>(), a, b, __FILE__, __LINE__, #a " " #sign " " #b)
#define CSP_EXPECT(compare, sign, a, b) \
  if (CSP_HOLDS(compare, sign, a, b))   \
    ;                                   \
  else                                  \
    testing::line() << ""
#define EXPECT_EQ(a, b) CSP_EXPECT(equal_to, ==, a, b)
#define EXPECT_NE(a, b) CSP_EXPECT(not_equal_to, !=, a, b)
#define EXPECT_LT(a, b) CSP_EXPECT(less, <, a, b)
#define EXPECT_LE(a, b) CSP_EXPECT(less_equal, <=, a, b)
#define EXPECT_GT(a, b) CSP_EXPECT(greater, >, a, b)
#define EXPECT_GE(a, b) CSP_EXPECT(greater_equal, >=, a, b)
#define ASSERT_EQ(a, b)              \
  if (CSP_HOLDS(equal_to, ==, a, b)) \
    ;                                \
  else                               \
    return testing::leaving() = testing::line() << ""

#define EXPECT_DEATH(statement, rule)          \
  if (!testing::dies_now(rule)) {              \
  } else {                                     \
    statement;                                 \
    testing::has_survived(__FILE__, __LINE__); \
  }                                            \
  static_assert(true)

#define SCOPED_TRACE(text) static_cast<void>(text)
