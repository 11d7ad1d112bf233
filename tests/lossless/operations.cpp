// Steps of one operation, and of two at once.
#include "operations.hpp"

#include "blast.hpp"
#include "run.hpp"
#include "steps.hpp"

namespace lossless {
namespace {

using csp::process;

step_record& begin(process_context& me, const step& s, const parcel& value) {
  step_record& d = me.prepare(s);
  me.offers(d, s.branches[0], value);
  d.offers[0].limited = s.branches[0].delay > 0;
  d.offers[0].deadline = static_cast<unsigned>(csp::port::now()) + s.branches[0].delay;
  me.begin(d);
  return d;
}

template <class Kind>
process operates_so(process_context& me, const step& s, Kind) {
  parcel value = value_for(me, s.branches[0]);
  step_record& d = begin(me, s, value);
  if constexpr (Kind::answers) {
    auto answer = co_await Kind::make(me, s.branches[0], value);
    fixture::log_of_thread = &me.me();
    me.settle(d, 0, std::move(answer));
  } else {
    co_await Kind::make(me, s.branches[0], value);
    d.how[0] = csp::status::done;
  }
  me.answer(d);
}

// With a timeout.
template <class Kind>
process limited(process_context& me, const step& s, Kind) {
  parcel value = value_for(me, s.branches[0]);
  step_record& d = begin(me, s, value);
  auto answer = co_await Kind::make(me, s.branches[0], value).within(std::chrono::microseconds(s.branches[0].delay));
  fixture::log_of_thread = &me.me();
  me.settle(d, 0, std::move(answer));
  me.answer(d);
}

template <class A, class B>
process both(process_context& me, const step& s, A, B) {
  const branch &a = s.branches[0], &b = s.branches[1];
  parcel x = value_for(me, a), y = value_for(me, b);
  step_record& d = me.prepare(s);
  me.offers(d, a, x);
  me.offers(d, b, y);
  me.begin(d);
  if constexpr (A::answers || B::answers) {
    auto answers = co_await csp::par(A::make(me, a, x), B::make(me, b, y));
    fixture::log_of_thread = &me.me();
    me.settle(d, 0, std::move(std::get<0>(answers)));
    me.settle(d, 1, std::move(std::get<1>(answers)));
  } else {
    co_await csp::par(A::make(me, a, x), B::make(me, b, y));
    d.how[0] = d.how[1] = csp::status::done;
  }
  me.answer(d);
}

}  // namespace

process operates(process_context& me, const step& s) {
  return by_kind(s.branches[0].what, [&]<class Kind>(Kind kind) {
    if constexpr (Kind::may_be_limited)
      if (s.branches[0].delay) return limited(me, s, kind);
    return operates_so(me, s, kind);
  });
}

process several(process_context& me, const step& s) {
  return by_kind(s.branches[0].what,
                 [&](auto a) { return by_kind(s.branches[1].what, [&](auto b) { return both(me, s, a, b); }); });
}

void attempts(process_context& me, const step& s) {
  const branch& b = s.branches[0];
  parcel value = value_for(me, b);
  step_record& d = me.prepare(s);
  me.offers(d, b, value);
  me.begin(d);
  if (reads(b.what)) {
    me.settle(d, 0, me.held.in(b.channel).try_read());
  } else {
    me.settle(d, 0, me.held.out(b.channel).try_write(std::move(value)));
  }
  me.answer(d);
}

// --- extended reads ------------------------------------------------------------------------------------------------

namespace {

// While the writer is held.
class look {
 public:
  look(process_context& me, step_record& d, int value) : me_(&me), value_(value) {
    fixture::log_of_thread = &me.me();
    d.looked = true;
    me.on.note(event_kind::looks, value);
  }
  look(const look&) = delete;
  look& operator=(const look&) = delete;
  ~look() {
    fixture::log_of_thread = &me_->me();
    me_->on.note(event_kind::lets_go, value_, takes_);
  }

  void end(const step& s) {
    fixture::log_of_thread = &me_->me();
    if (s.explodes) explode();
    takes_ = true;
  }

 private:
  process_context* me_;
  int value_;
  bool takes_ = false;
};

process look_for_long(process_context& me, const step& s, step_record& d, int* seen, const parcel& value) {
  look now(me, d, *seen = value.number());
  co_await csp::sleep_for(std::chrono::microseconds(s.branches[0].delay));
  now.end(s);
}

}  // namespace

process looks(process_context& me, const step& s) {
  int seen = 0;
  step_record& d = me.prepare(s);
  me.offers(d, s.branches[0], parcel());
  me.begin(d);
  auto at_once = [&](const parcel& value) {
    look now(me, d, seen = value.number());
    now.end(s);
  };
  auto for_long = [&](const parcel& value) { return look_for_long(me, s, d, &seen, value); };
  parcel got;
  stay_ahead();
  if (s.branches[0].delay) {
    got = co_await me.held.in(s.branches[0].channel).extended(for_long);
  } else {
    got = co_await me.held.in(s.branches[0].channel).extended(at_once);
  }
  fixture::log_of_thread = &me.me();
  if (got.number() != seen) me.on.fault("an extended read takes another value than it has looked at");
  me.settle(d, 0, got);
  me.answer(d);
}

}  // namespace lossless
