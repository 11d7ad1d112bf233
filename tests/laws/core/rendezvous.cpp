// Laws of the meeting point itself, with the smallest engine that there can be: one that only notes who is ready.
#include <csp/core/channel/source.hpp>
#include <csp/core/process/child_group.hpp>
#include <csp/core/process/deferred_ends.hpp>
#include <vector>

#include "framework.hpp"

namespace {

using namespace csp::core;
using csp::status;

struct notes {
  struct seat : resumable {};
  struct scoped_lock {};
  struct launch {};
  static csp::core::deferred_ends<notes>& deferred() {
    static csp::core::deferred_ends<notes> none;
    return none;
  }
  static void resolve_later() {}
  static void release(void*, std::size_t) {}
  static void ready(party<notes>& p) { made_ready().push_back(&p); }
  static std::vector<party<notes>*>& made_ready() {
    static std::vector<party<notes>*> all;
    return all;
  }
};

class rendezvous_of : public testing::Test {
 protected:
  void SetUp() override { notes::made_ready().clear(); }

  void wait(side s, party<notes>& who, offer<notes>& mine, int& value) {
    who.await_one(mine);
    mine.join(s, who, &value);
  }

  rendezvous<notes> at{"test"};
  frame<notes> first, second, third;
  offer<notes> mine_1{at, side::writer, true}, mine_2{at, side::writer, true}, mine_3{at, side::writer, false};
  int one = 1, two = 2, three = 3, got = 0;
};

TEST_F(rendezvous_of, serves_those_who_wait_in_their_order) {
  wait(side::writer, first, mine_1, one);
  wait(side::writer, second, mine_2, two);
  wait(side::writer, third, mine_3, three);
  for (int expected : {1, 2, 3}) {
    EXPECT_TRUE((try_meet<int, side::reader>(at, &got, nullptr)));
    EXPECT_EQ(got, expected);
  }
  EXPECT_FALSE((try_meet<int, side::reader>(at, &got, nullptr)));
  EXPECT_EQ(notes::made_ready(), (std::vector<party<notes>*>{&first, &second, &third}));
}

TEST_F(rendezvous_of, forgets_an_offer_that_was_withdrawn_wherever_it_stood) {
  for (int gone = 0; gone < 3; ++gone) {
    offer<notes> a{at, side::writer, true}, b{at, side::writer, true}, c{at, side::writer, true};
    offer<notes>* all[] = {&a, &b, &c};
    wait(side::writer, first, a, one);
    wait(side::writer, second, b, two);
    wait(side::writer, third, c, three);
    all[gone]->withdraw();
    int sum = 0;
    while (try_meet<int, side::reader>(at, &got, nullptr)) sum += got;
    EXPECT_EQ(sum, 6 - (gone + 1));
  }
}

TEST_F(rendezvous_of, cancels_plain_offers_and_decides_the_others) {
  wait(side::writer, first, mine_1, one);
  wait(side::writer, third, mine_3, three);
  at.poison(side::reader);
  EXPECT_EQ(first.exit_status, status::poisoned);
  EXPECT_TRUE(third.is_alive());
  EXPECT_EQ(mine_3.answer, status::poisoned);
  EXPECT_EQ(notes::made_ready(), (std::vector<party<notes>*>{&first, &third}));
}

TEST_F(rendezvous_of, an_end_cancels_what_waits_and_spares_what_is_decided) {
  child_group<notes> both;
  child_process<notes> a(first), b(second);
  both.adopt(a);
  both.adopt(b);
  wait(side::writer, first, mine_1, one);
  wait(side::writer, second, mine_2, two);
  ASSERT_TRUE((try_meet<int, side::reader>(at, &got, nullptr)));
  cancel_children(both);
  EXPECT_TRUE(first.is_alive());
  EXPECT_TRUE(first.cancel_requested);
  EXPECT_EQ(second.exit_status, status::poisoned);
}

// A buffer of two values, with the smallest engine.
class store_of : public rendezvous_of {
 protected:
  void write(int v) { EXPECT_TRUE((try_meet<int, side::writer>(buffer, &v, &nothing))); }
  int read() {
    int v = 0;
    EXPECT_TRUE((try_meet<int, side::reader>(buffer, &v, nullptr)));
    return v;
  }

  int places[2] = {}, more_places[3] = {};
  store<notes> buffer{"test", value_type_of<int, notes>, places, 2, when_full::waits};
  evicted_value<int> nothing;
};

TEST_F(store_of, gives_what_was_put_back_before_what_it_holds) {
  write(1);
  write(2);
  int back = read();
  EXPECT_TRUE(buffer.unread(&back));
  EXPECT_EQ(read(), 1);
  EXPECT_EQ(read(), 2);
}

TEST_F(store_of, holds_more_than_its_capacity_when_values_are_put_back) {
  write(1);
  write(2);
  int back = read();
  write(3);
  EXPECT_FALSE(buffer.unread(&back));
  buffer.move_to(more_places, 3, value_type_of<int, notes>);
  EXPECT_TRUE(buffer.unread(&back));
  EXPECT_TRUE(buffer.is_full());
  int refused = 4;
  EXPECT_FALSE((try_meet<int, side::writer>(buffer, &refused, &nothing)));
  for (int expected : {1, 2, 3}) EXPECT_EQ(read(), expected);
  write(4);
  EXPECT_EQ(read(), 4);
}

TEST_F(store_of, hands_what_is_put_back_to_a_reader_that_waits) {
  write(1);
  int back = read();
  offer<notes> reading{buffer, side::reader, true};
  first.await_one(reading);
  reading.join(side::reader, first, &got);
  EXPECT_TRUE(buffer.unread(&back));
  EXPECT_EQ(got, 1);
  EXPECT_EQ(notes::made_ready(), (std::vector<party<notes>*>{&first}));
}

TEST_F(store_of, takes_nothing_back_when_readers_have_ended_it) {
  write(1);
  int back = read();
  buffer.poison(side::reader);
  EXPECT_TRUE(buffer.unread(&back));
  int v = 0;
  EXPECT_FALSE((try_meet<int, side::reader>(buffer, &v, nullptr)));
}

TEST_F(store_of, that_drops_its_oldest_takes_nothing_back_when_it_is_full) {
  int room[3] = {};
  store<notes> last{"test", value_type_of<int, notes>, room, 2, when_full::drops_oldest};
  for (int v : {1, 2}) EXPECT_TRUE((try_meet<int, side::writer>(last, &v, &nothing)));
  int back = 0;
  EXPECT_TRUE((try_meet<int, side::reader>(last, &back, nullptr)));
  EXPECT_EQ(back, 1);
  EXPECT_TRUE(last.unread(&back));
  EXPECT_EQ(last.dropped(), 0u);
  EXPECT_TRUE((try_meet<int, side::reader>(last, &back, nullptr)));
  EXPECT_EQ(back, 1);
  EXPECT_TRUE((try_meet<int, side::writer>(last, &three, &nothing)));
  EXPECT_TRUE(last.unread(&back));
  EXPECT_EQ(last.dropped(), 1u);
  for (int expected : {2, 3}) {
    EXPECT_TRUE((try_meet<int, side::reader>(last, &back, nullptr)));
    EXPECT_EQ(back, expected);
  }
}

}  // namespace
