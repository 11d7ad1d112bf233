// Illegal use is an assertion that names what was misused.
#include <csp/csp.hpp>
#include <optional>
#include <vector>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer;

namespace {

class misuse : public law {};

TEST_F(misuse, a_channel_that_dies_before_its_ends) {
  EXPECT_DEATH(
      {
        std::optional<channel<int>> c(std::in_place, "samples");
        reader<int> in = c->reader();
        c.reset();
      },
      "csp: a channel must outlive its ends: samples");
}

struct holds_an_end {
  writer<holds_an_end> end;
};
using holds_its_end = channel<holds_an_end, csp::fifo<1>>;

TEST_F(misuse, a_channel_that_dies_with_an_end_of_its_own_in_its_buffer) {
  EXPECT_DEATH(
      {
        holds_its_end c("itself");
        holds_an_end message;
        message.end = c.writer();
        (void)c.try_write(std::move(message));
      },
      "csp: a channel must outlive its ends: itself");
}

TEST_F(misuse, a_channel_without_a_name_is_called_by_its_place) {
  EXPECT_DEATH(
      {
        reader<int> in;
        channel<int> c;
        in = c.reader();
      },
      "csp: a channel must outlive its ends: .*misuse.cpp:[0-9]+:[0-9]+");
  EXPECT_DEATH(
      {
        reader<int> in;
        std::vector<channel<int>> row(1);
        in = row[0].reader();
      },
      "csp: a channel must outlive its ends: an element of a container\n");
}

TEST_F(misuse, a_process_that_is_moved_assigned_to_or_destroyed_while_it_runs) {
  auto assigns = [](process*& self) -> process {
    co_await csp::yield();
    *self = []() -> process { co_return; }();
  };
  auto moves = [](process*& self) -> process {
    co_await csp::yield();
    const process other = std::move(*self);
  };
  auto destroys = [](process*& self) -> process {
    co_await csp::yield();
    std::destroy_at(self);
  };
  auto in_a_par = [](auto& body) -> process {
    process* self = nullptr;
    process p = body(self);
    self = &p;
    co_await csp::par(std::move(p));
  };
  auto called = [](auto& body) -> process {
    process* self = nullptr;
    process p = body(self);
    self = &p;
    co_await p;
  };
  const char* const rule = "csp: a process is moved, assigned to or destroyed while it runs";
  EXPECT_DEATH((void)csp::run(in_a_par(assigns)), rule);
  EXPECT_DEATH((void)csp::run(in_a_par(moves)), rule);
  EXPECT_DEATH((void)csp::run(in_a_par(destroys)), rule);
  EXPECT_DEATH((void)csp::run(called(assigns)), rule);
  EXPECT_DEATH((void)csp::run(called(moves)), rule);
}

TEST_F(misuse, an_end_that_was_moved_from) {
  channel<int> c;
  EXPECT_DEATH(
      {
        reader<int> in = c.reader();
        reader<int> moved = std::move(in);
        (void)in.try_read();
      },
      "csp: an end is used that was moved from or retired: csp::basic_end<int, csp::core::side::reader.*>, "
      ".*misuse.cpp:[0-9]+");
  EXPECT_DEATH(
      {
        writer<int> out = c.writer();
        out.retire();
        out.poison();
      },
      "csp: an end is used that was moved from or retired: csp::basic_end<int, csp::core::side::writer.*>, "
      ".*misuse.cpp:[0-9]+");
}

TEST_F(misuse, an_end_that_was_moved_from_in_a_choice_or_for_an_interrupt) {
  auto choose = [](reader<int> in) -> process {
    int x = 0;
    const reader<int> moved = std::move(in);
    co_await csp::pri_alt(in.into(x), csp::after(std::chrono::seconds(1)));
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(choose(c.reader()));
  };
  EXPECT_DEATH((void)csp::run(all()),
               "csp: an end is used that was moved from or retired: .*reader.*misuse.cpp:[0-9]+");
  channel<int> c;
  EXPECT_DEATH(
      {
        writer<int> out = c.writer();
        out.retire();
        const csp::interrupt_writer<int> end(std::move(out));
      },
      "csp: an end is used that was moved from or retired: .*writer.*misuse.cpp:[0-9]+");
}

// Every way to use it says where.
TEST_F(misuse, an_end_that_was_moved_from_is_named_with_the_line_that_uses_it) {
  auto dies = [](auto body) {
    EXPECT_DEATH((void)csp::run(body()), "csp: an end is used that was moved from or retired: .*misuse.cpp:[0-9]+");
  };
  dies([]() -> process {
    reader<int> in;
    co_await in.read();
  });
  dies([]() -> process {
    writer<int> out;
    if (co_await out.send(1) != csp::status::done) co_return;
  });
  dies([]() -> process {
    reader<int> in;
    if (co_await in.next().within(std::chrono::seconds(0))) co_return;
  });
  dies([]() -> process {
    reader<int> in;
    writer<int> out;
    co_await csp::par(in.read(), out.write(1));
  });
  dies([]() -> process {
    csp::enrolment none;
    co_await none.sync();
  });
  dies([]() -> process {
    reader<int> in;
    (void)in.next().wait();
    co_return;
  });
  dies([]() -> process {
    reader<int> in;
    co_await in.extended([](const int&) {});
  });
  dies([]() -> process {
    csp::enrolment none;
    co_await csp::pri_alt(none.guard(), csp::skip());
  });
  dies([]() -> process {
    csp::enrolment none;
    auto kept = csp::keep(csp::pri_alt(none.guard(), csp::skip()));
    co_await kept.select();
  });
}

process select_from(auto& choice) { co_await choice.select(); }

TEST_F(misuse, a_choice_that_was_kept_and_is_selected_by_two_processes_at_once) {
  auto share = []() -> process {
    channel<int> c;
    int x = 0;
    auto kept = csp::keep(csp::pri_alt(c.into(x), csp::after(std::chrono::hours(1))));
    co_await csp::par(select_from(kept), select_from(kept));
  };
  EXPECT_DEATH((void)csp::run(share()),
               "csp: a choice that was kept is selected while another process waits at it: select_from, "
               ".*misuse.cpp:[0-9]+");
}

TEST_F(misuse, plain_code_that_blocks_inside_a_process) {
  EXPECT_DEATH(
      {
        channel<int> c;
        auto blocks = [&]() -> process {
          (void)c.next().wait();
          co_return;
        };
        (void)csp::run(blocks());
      },
      "csp: plain code blocks inside a process; use co_await");
}

TEST_F(misuse, a_process_that_is_started_twice) {
  auto twice = []() -> process {
    auto inner = []() -> process { co_return; }();
    co_await inner;
    co_await inner;
  };
  EXPECT_DEATH((void)csp::run(twice()), "csp: a process is started again or was moved from: .*misuse.cpp:[0-9]+");
}

process nothing() { co_return; }

process starts_again() {
  process inner = nothing().named("the one");
  co_await inner;
  co_await csp::par(nothing(), std::move(inner));
}
process spawns_again() {
  process inner = nothing();
  co_await inner;
  co_await csp::scope([&](csp::spawner& here) -> process {
    (void)here.spawn(std::move(inner));
    co_return;
  });
}

TEST_F(misuse, a_process_that_is_started_twice_is_named_with_the_line_that_starts_it) {
  EXPECT_DEATH((void)csp::run(starts_again()),
               "csp: a process is started again or was moved from: the one, .*misuse.cpp:[0-9]+");
  EXPECT_DEATH((void)csp::run(spawns_again()),
               "csp: a process is started again or was moved from: .*misuse.cpp:[0-9]+");
  EXPECT_DEATH(
      {
        process moved = nothing();
        const process there = std::move(moved);
        (void)csp::run(std::move(moved));
      },
      "csp: a process is started again or was moved from: .*misuse.cpp:[0-9]+");
}

process chooses_among_none() {
  reader<int> in;
  int x = 0;
  co_await csp::pri_alt(csp::when(false, in.into(x)));
}
TEST_F(misuse, a_choice_without_a_guard) {
  EXPECT_DEATH((void)csp::run(chooses_among_none()),
               "csp: a choice has no guard whose precondition holds: chooses_among_none, .*misuse.cpp:[0-9]+");
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wreturn-type"
csp::process_of<int> forgets(bool now) {
  if (!now) co_return 1;
}
csp::process_of<std::string> forgets_a_text(reader<int> in) { (void)co_await in.next(); }
#pragma GCC diagnostic pop

TEST_F(misuse, a_process_that_has_a_result_and_runs_off_its_end) {
  auto call = []() -> process { (void)co_await forgets(true); };
  EXPECT_EQ(*csp::run(forgets(false)), 1);
  EXPECT_DEATH((void)csp::run(forgets(true)),
               "csp: a process that has a result ends without co_return: forgets, .*misuse.cpp:[0-9]+");
  EXPECT_DEATH((void)csp::run(forgets(true).named("adder")),
               "csp: a process that has a result ends without co_return: adder, .*misuse.cpp:[0-9]+");
  EXPECT_DEATH((void)csp::run(call()), "csp: a process that has a result ends without co_return: forgets, ");
  channel<int> c;
  c.writer().retire();
  EXPECT_DEATH((void)csp::run(forgets_a_text(c.reader())),
               "csp: a process that has a result ends without co_return: forgets_a_text, ");
}

// g++ 11.3 and 12.2, which as MinGW calls itself 12.0, do this (GCC 106188); others do not. There is no silent wrong
// answer.
process awaits_in_a_condition(reader<int> in) {
  if (co_await in.next()) ADD_FAILURE() << "nobody has written";
}
TEST_F(misuse, a_frame_that_the_compiler_has_misplaced) {
  auto await = [] {
    channel<int> c;
    c.writer().retire();
    return static_cast<bool>(csp::run(awaits_in_a_condition(c.reader())));
  };
#if !defined(__clang__) && __GNUC__ == 12 && __GNUC_MINOR__ <= 2
  EXPECT_DEATH(await(),
               "csp: the compiler has misplaced a process's frame: declare a variable in it: awaits_in_a_condition, "
               ".*misuse.cpp:[0-9]+");
#else
  EXPECT_TRUE(await());
#endif
}

TEST_F(misuse, a_result_that_claims_a_value) {
  EXPECT_DEATH((void)csp::result<int>(csp::status::done), "csp: a result claims a value that it does not hold");
}

TEST_F(misuse, a_result_that_is_not_there) {
  EXPECT_DEATH((void)*csp::result<int>(csp::status::closed),
               "a result is asked for a value that it does not hold: closed");
}

// What std::string's own + makes of it, g++ 12 takes for a read beyond its end.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (std::string_view part : parts) all += part;
  return all;
}

TEST_F(misuse, a_rule_without_a_subject_is_printed_alone) {
  EXPECT_DEATH(csp::misuse(std::string_view("a rule"), std::string_view(), 0), "csp: a rule\n");
  EXPECT_DEATH(csp::misuse(std::string_view("a rule"), "somebody", 7), "csp: a rule: somebody:7\n");
}

TEST_F(misuse, a_place_is_cut_at_the_end_of_its_name_and_at_the_beginning_of_its_path) {
  using csp::core::location_text;
  const std::string name(200, 'n'), folder(200, 'p'), number = std::to_string(~0U);
  const std::string path = joined({folder, "/file.cpp"}), end = path.substr(path.size() - 128);
  EXPECT_EQ(location_text(name, path).text(), joined({std::string_view(name).substr(0, 128), ", ", end}));
  EXPECT_EQ(location_text(path, ~0U, ~0U).text(), joined({end, ":", number, ":", number}));
  EXPECT_EQ(location_text("who", "").text(), "who");
  EXPECT_EQ(location_text("file.cpp", 0, 10).text(), "file.cpp:0:10");
}

}  // namespace
