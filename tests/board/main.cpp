// Runs the laws on a board: all of them, or one to the statement with which it is to end the program.
#include <board.hpp>
#include <charconv>
#include <string>

#include "command_line.hpp"
#include "framework.hpp"

// Where the linker has put them.
extern "C" const testing::registered __start_laws[], __stop_laws[];

namespace {

const testing::registered* running = nullptr;
bool failed = false;   // the law that runs
int deaths = 0;        // that it has asked for
int wanted_death = 0;  // the number of the one that is to happen; 0: none

std::string name_of(const testing::registered& law) {
  std::string name = law.suite;
  if (law.type >= 0) name += {'/', static_cast<char>('0' + law.type)};
  return name + '.' + law.name;
}
void say_name() { board::say(name_of(*running)); }

bool holds(const testing::registered& law) {
  running = &law;
  failed = false;
  deaths = 0;
  const auto test = law.make();
  test->SetUp();
  test->TestBody();
  test->TearDown();
  board::say(failed ? "FAILED " : "holds ");
  say_name();
  board::say("\n");
  return !failed;
}

// "SUITE.NAME NUMBER"
const testing::registered* asked_for(std::string_view words) {
  const std::size_t space = words.find(' ');
  const std::string_view law = words.substr(0, space);
  if (space != words.npos) std::from_chars(words.data() + space + 1, words.data() + words.size(), wanted_death);
  for (const auto* each = __start_laws; each != __stop_laws; ++each)
    if (name_of(*each) == law) return each;
  return nullptr;
}

}  // namespace

// What a platform needs before the first law.
[[gnu::weak]] void prepare_laws() {}

testing::failure::failure(const char* file, int at, const char* what) {
  failed = true;
  board::say(file);
  board::say(":");
  board::say(static_cast<std::uint32_t>(at));
  board::say(": ");
  board::say(what);
}
testing::line::~line() { board::say("\n"); }
void testing::line::say(std::string_view text) { board::say(text); }
void testing::line::say(std::int64_t number) {
  char digits[20];
  board::say({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
}

bool testing::dies_now(const char* rule) {
  if (++deaths == wanted_death) return true;
  if (wanted_death != 0) return false;
  board::say("death ");
  say_name();
  board::say(" ");
  board::say(static_cast<std::uint32_t>(deaths));
  board::say(" ");
  board::say(rule);
  board::say("\n");
  return false;
}
void testing::has_survived(const char* file, int at) {
  failure(file, at, "the program goes on");
  board::exit(3);
}

int main() {
  prepare_laws();
  char words[200];
  const std::string_view asked = command_line(words);
  if (!asked.empty()) {
    const auto* const law = asked_for(asked);
    if (!law) return 4;
    return holds(*law) ? 0 : 1;
  }
  int broken = 0;
  for (const auto* each = __start_laws; each != __stop_laws; ++each) broken += !holds(*each);
  return broken == 0 ? 0 : 1;
}
