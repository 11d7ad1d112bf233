// par of bare operations: several reads and writes at once, without a process for each.
#pragma once
#include "core/language.hpp"

#include <tuple>

#include "operation.hpp"
#include "parallel.hpp"

namespace csp::detail {

template <class O>
concept operation_type = requires {
  typename O::carried;
  typename O::engine;
};

// What every par of bare operations shares, however many they are. E is the engine.
template <class E>
class parallel_offers {
 public:
  using engine = E;

  parallel_offers(const parallel_offers&) = delete;
  parallel_offers& operator=(const parallel_offers&) = delete;

 protected:
  // `room` is for pointers to all of them.
  explicit parallel_offers(core::offer<E>** room) : group_{room} {}

  // Begins them all; returns whether `me` must suspend. each(begin) calls begin(op) for one after the other, until one
  // returns false: it has ended the process.
  template <class Each>
  CSP_INLINED_BY_CLANG bool begin_each(core::party<E>& me, core::site here, Each each) {
    typename E::scoped_lock lock;
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    me.await_several(group_);
    each([&](auto& op) CSP_LAMBDA_INLINED_BY_CLANG { return begin_one(me, op); });
    if (!me.is_alive()) return take_back(me, lock);
    if (--me.pending == 0) return E::spend_budget() && E::reschedule(me);
    return E::wait(me, lock);
  }

 private:
  static bool take_back(core::party<E>& me, typename E::scoped_lock& lock) {
    me.withdraw();
    if (me.pins != 0) return E::wait(me, lock);  // until it is released
    me.pending = 0;
    E::proceed(me);
    return true;
  }

  template <class Op>
  CSP_INLINED_BY_CLANG bool begin_one(core::party<E>& me, Op& op) {
    if (op.try_meet_first()) return true;
    if (op.channel->needs_slow_path()) [[unlikely]]
      return begin_one_slow(me, op);
    count(me, op);
    op.join_queue(me);
    return true;
  }

  // With a timeout of its own.
  template <class Operation>
  bool begin_one(core::party<E>& me, operation_within<Operation>& op) {
    if (op.waits_for_nobody()) return op.operation().attempt(me.where), true;
    const unsigned which = group_.count;
    begin_one(me, op.operation());
    if (group_.count != which) op.arm(me, which);
    return true;
  }

  template <class Op>
  [[gnu::noinline]] bool begin_one_slow(core::party<E>& me, Op& op) {
    if (op.try_meet()) return true;
    op.answer = op.channel->state(me.where);
    if (op.answer != core::undecided) return accept(me, op);
    count(me, op);
    op.join(me);
    op.channel->serve_extended(op.my_side);
    return true;
  }

  void count(core::party<E>& me, core::offer<E>& op) {
    group_.offers[group_.count++] = &op;
    ++me.pending;
    op.channel->note_user(op.my_side, &me);
  }

  static bool accept(core::party<E>& me, core::offer<E>& ended) {
    if (ended.ends_process) me.exit_status = ended.answer;
    return !ended.ends_process;
  }

  core::offer_group<E> group_;
};

// It can be awaited only as a temporary, like the operations that it refers to. Each commits alone. A plain one that
// meets closed or poison takes back those still pending and ends the process; next and send record
// their status and the others go on.
template <class E, class... Ops>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_operations
    : public parallel_offers<E>,
      public awaited_where_made<parallel_operations<E, Ops...>> {
  static_assert(sizeof...(Ops) < 65535);

 public:
  explicit parallel_operations(Ops&... operations) : parallel_offers<E>(offers_), operations_(operations...) {}

  // Nothing when all are plain writes; else a tuple, in which a plain write stands as core::unit.
  auto results() {
    if constexpr ((std::is_void_v<decltype(std::declval<Ops&>().await_resume())> && ...)) {
      return;
    } else {
      return std::apply([](Ops&... each) { return std::tuple<decltype(result_of(each))...>(result_of(each)...); },
                        operations_);
    }
  }

  CSP_INLINED_BY_CLANG bool begin(core::party<E>& me, bool, core::site here) {
    return this->begin_each(me, here, [this](auto begin_one) CSP_LAMBDA_INLINED_BY_CLANG {
      this->begin_all(begin_one, std::index_sequence_for<Ops...>());
    });
  }

 private:
  template <class Begin, std::size_t... I>
  CSP_INLINED_BY_CLANG void begin_all(Begin begin_one, std::index_sequence<I...>) {
    (begin_one(std::get<I>(operations_)) && ...);
  }

  template <class Op>
  static auto result_of(Op& op) {
    if constexpr (std::is_void_v<decltype(op.await_resume())>) {
      return core::unit{};
    } else {
      return op.await_resume();
    }
  }

  std::tuple<Ops&...> operations_;
  core::offer<E>* offers_[sizeof...(Ops)];
};

}  // namespace csp::detail

namespace csp {

// co_await csp::par(left.write(x), right.write(y)): all of them, in whatever order their partners come. One with a
// timeout, in.next().within(d), returns would_wait when its time is over; the others go on.
template <detail::operation_type Op, detail::operation_type... Ops>
auto par(Op&& first, Ops&&... rest) {
  using E = typename Op::engine;
  static_assert((std::same_as<typename Ops::engine, E> && ...), "csp: a par mixes operations of different engines");
  return detail::parallel_operations<E, Op, Ops...>(first, rest...);
}

}  // namespace csp
