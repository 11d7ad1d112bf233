// A thread that is none of the coop engine's, on a host: what it must not use is an assertion.
#include <csp/coop.hpp>
#include <csp/link.hpp>

#include "elsewhere.hpp"
#include "law.hpp"

using namespace csp::coop;

namespace {

class foreign_threads : public law {};

// The other thread comes while a process of the network runs.
process waits_for(reader<void> go) { (void)co_await go.next(); }

TEST_F(foreign_threads, do_not_use_a_network_while_it_runs) {
  const char* const rule = "csp: a coop network is used by another thread than the one that runs it";
  auto used_by_another = [](auto use) {
    auto network = [&]() -> process {
      elsewhere other([&] {
        use();
        return elsewhere::turn::over;
      });
      other.join();
      co_return;
    };
    (void)csp::run(network());
  };
  channel<void> go;
  EXPECT_DEATH(used_by_another([] { (void)csp::run(waits_for({})); }), rule);
  EXPECT_DEATH(used_by_another([&] { (void)go.send().wait(); }), rule);
  EXPECT_DEATH(used_by_another([&] { (void)go.next().wait(); }), rule);
  EXPECT_DEATH(used_by_another([&] { (void)go.try_write(); }), rule);
  EXPECT_DEATH(used_by_another([&] { (void)go.try_read(); }), rule);
}

TEST_F(foreign_threads, make_no_link_to_a_network_that_runs) {
  auto makes_one = []() -> csp::coop_on<1>::process {
    elsewhere other([] {
      const csp::link<int> l;
      return elsewhere::turn::over;
    });
    other.join();
    co_return;
  };
  EXPECT_DEATH(static_cast<void>(csp::run(makes_one())),
               "csp: a coop network is used by another thread than the one that runs it");
}

}  // namespace
