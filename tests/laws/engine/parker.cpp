// Laws of the parker: a wake-up is never lost, whichever side comes first.
#include <csp/port/kernel.hpp>

#include "another_thread.hpp"
#include "framework.hpp"

namespace {

using csp::port::parker;

class parking : public testing::Test {};

TEST_F(parking, returns_at_once_when_it_was_woken_before) {
  // [before]
  parker place;
  place.unpark_from_anywhere();
  place.park();  // returns at once
  // [/before]
}

TEST_F(parking, a_wake_up_counts_once) {
  parker mine, theirs;
  int served = 0;
  another_thread server([&] {
    for (int i = 0; i < 20'000; ++i) {
      theirs.park();
      ++served;
      mine.unpark_from_anywhere();
    }
  });
  for (int i = 0; i < 20'000; ++i) {
    EXPECT_EQ(served, i);
    theirs.unpark_from_anywhere();
    mine.park();
  }
  server.join();
  EXPECT_EQ(served, 20'000);
}

}  // namespace
