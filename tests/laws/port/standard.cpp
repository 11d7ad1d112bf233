// Laws of the port that is made of the standard library alone: what it cannot do it refuses.
#include <csignal>
#include <csp/csp.hpp>

#include "law.hpp"

using csp::process, csp::status;

namespace {

class standard_port : public law {};

process nothing() { co_return; }

TEST_F(standard_port, a_signal_is_refused) {
  EXPECT_EQ(csp::report_on(SIGINT), status::failed);
  csp::no_report_on(SIGINT);
}

// On `coop` no process has a stack.
TEST_F(standard_port, a_stack_that_not_every_system_gives_is_refused) {
  const bool has_stacks = csp::run(nothing().stack_size(std::size_t{512} * 1024 + 1)) == status::failed;
  EXPECT_EQ(has_stacks, csp::engine::id == csp::core::most_engines);
  EXPECT_EQ(csp::run(nothing().stack_size(std::size_t{512} * 1024)), status::done);
}

}  // namespace
