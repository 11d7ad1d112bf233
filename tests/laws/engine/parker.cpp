// Laws of the parker: a wake-up is never lost, whichever side comes first.
#include <csp/engine/parker.hpp>
#include <thread>

#include "framework.hpp"

namespace {

using csp::threads::parker;

TEST(parking, returns_at_once_when_it_was_woken_before) {
  parker place;
  place.unpark();
  place.park();
}

TEST(parking, a_wake_up_counts_once) {
  parker mine, theirs;
  int served = 0;
  std::thread server([&] {
    for (int i = 0; i < 20'000; ++i) {
      theirs.park();
      ++served;
      mine.unpark();
    }
  });
  for (int i = 0; i < 20'000; ++i) {
    EXPECT_EQ(served, i);
    theirs.unpark();
    mine.park();
  }
  server.join();
  EXPECT_EQ(served, 20'000);
}

}  // namespace
