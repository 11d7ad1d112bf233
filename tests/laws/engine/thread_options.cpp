// Laws of what a process asks of its thread: a name and a stack. The threads of the standard library have neither.
#include <pthread.h>

#include <csp/threads.hpp>
#include <string>

#include "law.hpp"

using namespace csp::threads;

namespace {

class thread_options : public law {};

std::string my_name() {
  char text[16];
  pthread_getname_np(pthread_self(), text, sizeof text);
  return text;
}
std::size_t my_stack() {
  pthread_attr_t attributes;
  pthread_getattr_np(pthread_self(), &attributes);
  std::size_t size = 0;
  pthread_attr_getstacksize(&attributes, &size);
  pthread_attr_destroy(&attributes);
  return size;
}

// The name is given just after the thread has started: waits until it is there.
process_of<std::string> says_name(std::string other_than) {
  std::string name = my_name();
  while (name == other_than) {
    co_await csp::yield();
    name = my_name();
  }
  co_return name;
}
process_of<std::size_t> says_stack() { co_return my_stack(); }

TEST_F(thread_options, have_numbered_names) {
  const std::string mine = my_name();
  auto first = csp::run(says_name(mine));
  auto second = csp::run(says_name(mine));
  ASSERT_EQ(first->substr(0, 7), "Thread-");
  EXPECT_EQ(std::stoi(first->substr(7)) + 1, std::stoi(second->substr(7)));
}

TEST_F(thread_options, can_be_given_a_name) {
  EXPECT_EQ(*csp::run(says_name(my_name()).named("sampler")), "sampler");
  EXPECT_EQ(*csp::run(says_name(my_name()).named("a name that is much too long")), "a name that is ");
}

// The system may hand out a larger stack that it still has, so each asks for more than any before.
TEST_F(thread_options, can_be_given_a_stack) {
  EXPECT_GE(*csp::run(says_stack()), default_stack_size);
  EXPECT_GE(*csp::run(says_stack().stack_size(2 << 20)), 2u << 20);
  const std::size_t before = std::exchange(default_stack_size, 4 << 20);
  EXPECT_GE(*csp::run(says_stack()), 4u << 20);
  default_stack_size = before;
}

}  // namespace
