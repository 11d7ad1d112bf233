// CommsTime with a Boost fiber for each process and its unbuffered_channel.
#include <boost/fiber/all.hpp>
#include <utility>

#include "../ring.hpp"
#include "raw_switch.hpp"

namespace {

class unbuffered {
 public:
  void write(int x) { channel_.push(x); }
  int read() { return channel_.value_pop(); }

 private:
  boost::fibers::unbuffered_channel<int> channel_;
};

class joined_fiber {
 public:
  template <class Call>
  explicit joined_fiber(Call&& call) : fiber_(std::forward<Call>(call)) {}
  joined_fiber(const joined_fiber&) = delete;
  joined_fiber& operator=(const joined_fiber&) = delete;
  ~joined_fiber() { fiber_.join(); }

 private:
  boost::fibers::fiber fiber_;
};

struct boost_fiber {
  using channel = unbuffered;
  using task = joined_fiber;
};

constexpr bench::yardstick yardsticks[] = {bench::switch_yardstick};

}  // namespace

int main(int argc, char** argv) {
  return bench::commstime("boost-fiber", 50'000, bench::ring::forms<boost_fiber>, yardsticks, argc, argv);
}
