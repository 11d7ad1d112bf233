// Laws of reports: how processes, channels and their places are called.
#include <array>
#include <memory>
#include <optional>

#include "printing_law.hpp"

using namespace std::chrono_literals;
using csp::channel, csp::process, csp::reader, csp::status, csp::writer;

namespace {

class reports : public printing_law {};

process read_one(reader<int> in) { co_await in.read(); }

TEST_F(reports, a_name_is_by_default_the_function_and_a_channel_the_place_where_it_is_declared) {
  auto network = []() -> process {
    channel<int> c;
    auto keep = c.writer();
    co_await read_one(c.reader());
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_TRUE(says("csp:   read_one in TestBody (")) << printed();
  EXPECT_TRUE(says("report.cpp:")) << printed();
}

// Whoever made it cannot write by it: an interrupt may come.
TEST_F(reports, an_end_for_interrupts_is_held_by_no_process_and_no_cycle_goes_through_it) {
  auto quit = [](reader<int> in) -> process { EXPECT_EQ(co_await in.read(), 1); };
  auto ask = [&](csp::interrupt_writer<int>& interrupt) -> process {
    while (!says(") reads from q\n")) {  // on threads it may come later
      printed().clear();
      co_await csp::yield();
      csp::report();
    }
    EXPECT_EQ(interrupt.try_write(1), status::done);
  };
  auto all = [&]() -> process {
    channel<int> q("q");
    csp::interrupt_writer<int> interrupt(q.writer());
    co_await csp::par(quit(q.reader()).named("quit"), ask(interrupt));
  };
  EXPECT_EQ(csp::run(all().named("all")), status::done);
  EXPECT_TRUE(says("csp:   q has 1 writing end: no process\n")) << printed();
  EXPECT_FALSE(says("cycle")) << printed();
}

TEST_F(reports, a_report_can_be_had_at_any_time) {
  auto network = []() -> process {
    channel<int> a("a"), b("b");
    auto held = a.writer();
    auto look = [](reader<int>, writer<int> out) -> process {
      co_await csp::yield();
      csp::report();
      int seen = 0;
      csp::report([&](const csp::waiting& w) {
        if (w.name() == "looker") {
          ++seen;
          EXPECT_EQ(w.does(), csp::activity::runs);
        }
      });
      EXPECT_EQ(seen, 1);
      out.poison();
      co_return;
    };
    co_await csp::par(look(a.reader(), a.writer()).named("looker"), read_one(a.reader()));
  };
  csp::run(network());
  EXPECT_TRUE(says("csp: report: 3 processes\n")) << printed();
  EXPECT_TRUE(says("looker (")) << printed();
}

TEST_F(reports, several_operations_are_told_as_far_as_they_have_no_answer) {
  auto network = []() -> process {
    channel<int> a("a"), b("b"), c("c");
    auto in = a.reader();
    auto out = b.writer();
    auto take = [](reader<int> from) -> process { co_await from.read(); };
    auto all = [&]() -> process {
      auto held = std::pair(a.writer(), b.reader());
      co_await csp::par(c.write(1), in.read(), out.write(2));
    };
    co_await csp::par(take(c.reader()), all());
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_TRUE(says(") reads from a, writes to b\n")) << printed();
}

template <class... R>
std::vector<reader<int>> listed(R... ends) {
  std::vector<reader<int>> all;
  (all.push_back(std::move(ends)), ...);
  return all;
}

// Waits at all of them for ever.
process wait_at(std::vector<reader<int>> all) {
  std::vector<int> values(all.size());
  std::vector<decltype(all[0].into(values[0]))> guards;
  for (std::size_t i = 0; i < all.size(); ++i) guards.push_back(all[i].into(values[i]));
  co_await csp::alt(guards);
}

TEST_F(reports, channels_declared_on_one_line_are_told_apart_by_their_column) {
  std::vector<std::pair<unsigned, unsigned>> places;
  static auto* const found = &places;
  csp::on_deadlock([] {
    csp::report([](const csp::waiting& w) {
      w.each_channel([](const csp::awaited& a) { found->emplace_back(a.line(), a.column()); });
    });
  });
  auto network = []() -> process {
    channel<int> a, b;
    const writer<int> one = a.writer(), two = b.writer();
    co_await wait_at(listed(a.reader(), b.reader()));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].first, places[1].first);
  EXPECT_LT(places[0].second, places[1].second);
}

TEST_F(reports, a_channel_that_the_standard_library_makes_is_no_line_of_the_library) {
  std::vector<channel<int>> row(3);
  std::array<channel<int>, 2> pair;
  const auto one = std::make_unique<channel<int>>();
  std::optional<channel<int>> two;
  two.emplace();
  const auto named = std::make_unique<channel<int>>("named");
  auto network = [&]() -> process {
    co_await wait_at(listed(row[0].reader(), row[1].reader(), row[2].reader(), pair[1].reader(), one->reader(),
                            two->reader(), named->reader()));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_FALSE(says("include/c++")) << printed();
  EXPECT_TRUE(says("reads from an element of a container, reads from an element of a container #2")) << printed();
  EXPECT_TRUE(says(", reads from an element of a container #6, reads from named\n")) << printed();
}

// Channels that it makes are called by the line of its caller.
csp::ends<int> made_by_a_function(csp::label called = std::source_location::current()) {
  return csp::make_channel<int>(called);
}

TEST_F(reports, a_channel_that_a_function_makes_can_have_the_line_of_its_caller) {
  unsigned line = 0;
  auto network = [&]() -> process {
    line = __LINE__ + 1;
    const auto made = made_by_a_function();
    const auto shared = csp::make_channel<int>();
    co_await wait_at(listed(made.reader, shared.reader));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_TRUE(says("report.cpp:" + std::to_string(line) + ":")) << printed();
  EXPECT_TRUE(says("report.cpp:" + std::to_string(line + 1) + ":")) << printed();
}

process outer_process(reader<int> in, int depth) {
  if (depth != 0) co_await outer_process(in, depth - 1);
  if (depth == 0) co_await read_one(in);
}

TEST_F(reports, a_process_inside_others_names_its_callers) {
  auto stuck = [](process (*run)(reader<int>, int), int depth) -> process {
    channel<int> c;
    const auto held = c.writer();
    co_await csp::par(run(c.reader(), depth));
  };
  EXPECT_EQ(csp::run(stuck(outer_process, 0)), status::deadlock);
  EXPECT_TRUE(says("csp:   read_one in outer_process (")) << printed();
  printed().clear();
  EXPECT_EQ(csp::run(stuck(outer_process, 9)), status::deadlock);
  EXPECT_TRUE(says("csp:   read_one in outer_process in outer_process in outer_process in 6 more in outer_process ("))
      << printed();
  printed().clear();
  auto named = []() -> process {
    channel<int> c;
    const auto held = c.writer();
    co_await csp::par(outer_process(c.reader(), 1).named("left"));
  };
  EXPECT_EQ(csp::run(named()), status::deadlock);
  EXPECT_TRUE(says("csp:   read_one in outer_process in left (")) << printed();
}

process look_at(reader<int> in) {
  co_await in.extended([](const int&) {});
}

TEST_F(reports, an_extended_read_waits_at_the_line_that_calls_it) {
  const unsigned line = std::source_location::current().line() - 4;
  auto net = []() -> process {
    channel<int> a("a");
    const auto kept = a.writer();
    co_await csp::par(look_at(a.reader()), look_at(a.reader()).named("named"));
  };
  EXPECT_EQ(csp::run(net()), status::deadlock);
  const std::string place = std::string(" (") + __FILE__ + ":" + std::to_string(line) + ") reads from a\n";
  EXPECT_TRUE(says("csp:   look_at" + place)) << printed();
  EXPECT_TRUE(says("csp:   named" + place)) << printed();
}

TEST_F(reports, a_process_that_has_returned_from_a_call_is_called_by_its_own_function_again) {
  std::string name;
  unsigned line = 0, call = 0;
  auto read = [](reader<int> in) -> process { co_await in.read(); };
  auto caller = [&](reader<int> in) -> process {
    call = __LINE__ + 1;
    co_await read(in);
    csp::report([&](const csp::waiting& w) {
      if (w.given_name() == "caller") line = w.line();
    });
  };
  auto write = [](writer<int> out) -> process { co_await out.write(1); };
  auto network = [&]() -> process {
    channel<int> c;
    co_await csp::par(caller(c.reader()).named("caller"), write(c.writer()));
  };
  EXPECT_EQ(csp::run(network()), status::done);
  EXPECT_EQ(line, call);
}

process compute() {
  csp::report();
  co_return;
}

TEST_F(reports, a_process_that_has_only_computed_has_a_name_and_a_place) {
  EXPECT_EQ(csp::run(compute()), status::done);
  EXPECT_TRUE(says("csp:   compute (")) << printed();
  EXPECT_TRUE(says("report.cpp:")) << printed();
}

TEST_F(reports, a_report_of_many_guards_is_cut_short) {
  auto network = []() -> process {
    std::vector<channel<int>> row(100);
    std::vector<reader<int>> ends;
    for (auto& each : row) ends.push_back(each.reader());
    co_await wait_at(std::move(ends));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_TRUE(says("#8 and 92 more\n")) << printed();
}

TEST_F(reports, who_holds_the_end_that_keeps_a_channel_open_is_named) {
  auto keep = [](writer<int>, reader<int> in) -> process { co_await in.read(); };
  auto network = [&]() -> process {
    channel<int> c("c"), d("d"), e("e");
    const auto kept = c.writer();                  // the usual mistake
    const std::vector<writer<int>> some(2, kept);  // in memory that is no process's
    const auto reads_too = d.reader();
    co_await csp::par(read_one(c.reader()).named("reader"), keep(c.writer(), e.reader()).named("keeper"),
                      [](writer<int> out) -> process { co_await out.write(1); }(d.writer()));
  };
  EXPECT_EQ(csp::run(network().named("net")), status::deadlock);
  EXPECT_TRUE(says("csp:   c has 4 writing ends: keeper, no process, no process, net\n")) << printed();
  EXPECT_TRUE(says("csp:   d has 1 reading end: net\n")) << printed();
  EXPECT_TRUE(says("csp:   e has no writing end\n")) << printed();
  EXPECT_TRUE(says("cycle: net -> reader -> net\n")) << printed();
}

// Wherever an end goes, it is found there.
TEST_F(reports, an_end_is_held_by_whom_it_was_moved_to_last) {
  auto network = []() -> process {
    channel<int> c("c"), other("other");
    const auto open = other.writer();
    auto first = c.writer();
    auto second = std::move(first);
    auto third = other.writer();
    std::swap(second, third);
    second = std::move(third);
    auto copy = second;
    copy.retire();
    auto last = second;
    last = open;
    co_await wait_at(listed(c.reader(), other.reader()));
  };
  EXPECT_EQ(csp::run(network().named("net")), status::deadlock);
  EXPECT_TRUE(says("csp:   c has 1 writing end: wait_at in net\n")) << printed();
  EXPECT_TRUE(says("csp:   other has 2 writing ends: wait_at in net, wait_at in net\n")) << printed();
}

// The names of all processes, each with a comma.
std::string all_names() {
  std::string names;
  csp::report([&](const csp::waiting& w) { (names += w.name()) += ','; });
  return names;
}

TEST_F(reports, name_a_process_though_the_text_of_its_name_is_gone) {
  std::string seen;
  auto look = [&](writer<int> out) -> process {
    for (int i = 0; i < 50; ++i) co_await csp::yield();
    seen = all_names();
    co_await out.write(1);
  };
  auto all = [&]() -> process {
    channel<int> c;
    std::string text = "a worker with a name of its own";
    auto named = read_one(c.reader()).named(text.c_str());
    text.assign(text.size(), '#');
    auto moved = std::move(named);
    co_await csp::par(std::move(moved), look(c.writer()));
  };
  EXPECT_TRUE(csp::run(all().named(std::string("all of them, and more than that").c_str())));
  EXPECT_TRUE(seen.starts_with("all of them, and more than that,a worker with a name of its own,")) << seen;
}

TEST_F(reports, name_a_process_by_its_function_without_memory_for_its_name) {
  auto all = []() -> process {
    channel<int> c;
    auto reads = read_one(c.reader());
    {
      const frames::only none(0);
      (void)std::move(reads).named("lost");
    }
    const auto open = c.writer();
    co_await csp::par(std::move(reads));
  };
  EXPECT_EQ(csp::run(all()), status::deadlock);
  EXPECT_TRUE(says("read_one (")) << printed();
  EXPECT_FALSE(says("lost")) << printed();
}

}  // namespace
