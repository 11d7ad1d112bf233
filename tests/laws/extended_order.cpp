// Laws of the order of writes that an extended read gives back.
#include <deque>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

// Writers that are held one after the other, and given back in any order.

class what_is_given_back : public law {
 protected:
  using writes = process (*)(channel<int>&, int);

  struct network {
    explicit network(int many) : held(many), release(many), back(many) {}

    channel<int> c;
    std::deque<channel<void>> held, release, back;
  };

  static process holds(network& n, std::size_t i) {
    auto look = [&](const int&) -> process {
      co_await n.held[i].write();
      co_await n.release[i].read();
    };
    co_await n.c.extended(look);
  }
  static process holds_once(network& n, std::size_t i) {
    co_await csp::par(holds(n, i));
    co_await n.back[i].write();
  }
  static process give_back(network& n, std::size_t i) {
    n.release[i].poison();
    co_await n.back[i].read();
  }

  // The values in the order in which they are read, when writers of these kinds are given back in this order.
  static std::vector<int> read_after(const std::vector<writes>& kinds, const std::vector<std::size_t>& order) {
    const std::size_t many = kinds.size();
    std::vector<int> got;
    network n(static_cast<int>(many));
    auto body = [&](csp::spawner& here) -> process {
      for (std::size_t i = 0; i < many; ++i) {
        here.spawn(kinds[i](n.c, static_cast<int>(i)));
        here.spawn(holds_once(n, i));
        co_await n.held[i].read();
      }
      for (std::size_t i : order) co_await give_back(n, i);
      for (std::size_t i = 0; i < many; ++i) got.push_back(co_await n.c.read());
    };
    auto all = [&]() -> process { co_await csp::scope(body); };
    EXPECT_TRUE(csp::run(all()));
    return got;
  }

  static process writes_plainly(channel<int>& c, int i) { co_await c.write(i); }
  static process writes_with_time(channel<int>& c, int i) { EXPECT_EQ(co_await c.send(i).within(10min), status::done); }
  static process chooses(channel<int>& c, int i) { co_await csp::pri_alt(c.from(i), csp::after(10min)); }
  static process selects(channel<int>& c, int i) {
    auto choice = csp::keep(csp::pri_alt(c.from(i)));
    co_await choice.select();
  }
};

TEST_F(what_is_given_back, is_read_in_the_order_in_which_it_came) {
  const std::vector<writes> kinds[] = {{writes_plainly, writes_plainly, writes_plainly},
                                       {chooses, chooses, chooses},
                                       {selects, selects, selects},
                                       {writes_plainly, chooses, writes_with_time},
                                       {chooses, writes_plainly, chooses},
                                       {writes_plainly, selects, chooses},
                                       {selects, writes_plainly, writes_plainly},
                                       {chooses, writes_with_time, selects}};
  for (const auto& each : kinds) {
    std::vector<std::size_t> order{0, 1, 2};
    do {
      SCOPED_TRACE(testing::Message() << &each - kinds << ": " << order[0] << order[1] << order[2]);
      EXPECT_EQ(read_after(each, order), (std::vector{0, 1, 2}));
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

// Found by a random network: those that were there got a new age, and came after one that was still held.
TEST_F(what_is_given_back, keeps_its_place_when_a_choice_is_kept_at_its_channel) {
  std::vector<int> got;
  network n(2);
  auto body = [&](csp::spawner& here) -> process {
    for (std::size_t i : {0u, 1u}) {
      here.spawn(writes_plainly(n.c, static_cast<int>(i)));
      here.spawn(holds_once(n, i));
      co_await n.held[i].read();
    }
    co_await give_back(n, 0);
    const int third = 2;
    auto choice = csp::keep(csp::pri_alt(n.c.from(third)));
    co_await give_back(n, 1);
    for (int i = 0; i < 2; ++i) got.push_back(co_await n.c.read());
  };
  auto all = [&]() -> process { co_await csp::scope(body); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{0, 1}));
}

TEST_F(what_is_given_back, keeps_its_place_when_it_is_held_again) {
  std::vector<int> got;
  network n(4);
  auto body = [&](csp::spawner& here) -> process {
    for (std::size_t i : {0u, 1u}) {
      here.spawn(writes_plainly(n.c, static_cast<int>(i)));
      here.spawn(holds_once(n, i));
      co_await n.held[i].read();
    }
    co_await give_back(n, 1);
    here.spawn(holds_once(n, 2));  // holds the second again
    co_await n.held[2].read();
    co_await give_back(n, 2);
    co_await give_back(n, 0);
    for (int i = 0; i < 2; ++i) got.push_back(co_await n.c.read());
  };
  auto all = [&]() -> process { co_await csp::scope(body); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{0, 1}));
}

}  // namespace
