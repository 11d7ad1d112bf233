// par of bare operations: several reads and writes at once, without a process for each.
#pragma once
#include <tuple>

#include "operation.hpp"
#include "parallel.hpp"

namespace csp {

template <class O>
concept operation_type = requires {
  typename O::carried;
  typename O::engine;
};

// It can be awaited only as a temporary, like the operations that it refers to. Each commits alone. A plain one that
// meets closed or poison takes back those still pending and ends the process; next and send record
// their status and the others go on.
template <class E, class... Ops>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_operations
    : public awaited_where_made<parallel_operations<E, Ops...>> {
  static_assert(sizeof...(Ops) < 65535);

 public:
  explicit parallel_operations(Ops&... operations) : operations_(operations...) {}
  parallel_operations(const parallel_operations&) = delete;

  using engine = E;

  // Nothing when all are plain writes; else a tuple, in which a plain write stands as core::unit.
  auto results() {
    if constexpr ((std::is_void_v<decltype(std::declval<Ops&>().await_resume())> && ...)) {
      return;
    } else {
      return std::apply([](Ops&... each) { return std::tuple<decltype(answer(each))...>(answer(each)...); },
                        operations_);
    }
  }

  bool begin(core::party<E>& me, bool, core::site here) {
    typename E::guard lock;
    if (me.doomed) [[unlikely]]
      return core::end_now(me, status::poisoned);
    me.where = here;
    me.await_several(group_);
    std::apply([&](Ops&... each) { (stand(me, each) && ...); }, operations_);
    if (!me.lives()) return take_back(me);
    if (--me.pending == 0) return E::tired() && E::rest(me);
    return E::wait(me, lock);
  }

 private:
  static bool take_back(core::party<E>& me) {
    me.withdraw();
    me.pending = 0;
    E::proceed(me);
    return true;
  }

  // False when the operation has ended the process.
  template <class Op>
  bool stand(core::party<E>& me, Op& op) {
    op.channel->note_user(op.my_side, &me);
    if (op.meet()) return true;
    op.answer = op.channel->state();
    if (op.answer != status::would_wait) return accept(me, op);
    group_.offers[group_.count++] = &op;
    ++me.pending;
    op.join(me);
    return true;
  }

  static bool accept(core::party<E>& me, core::offer<E>& ended) {
    if (ended.plain) me.fate = ended.answer;
    return !ended.plain;
  }

  template <class Op>
  static auto answer(Op& op) {
    if constexpr (std::is_void_v<decltype(op.await_resume())>) {
      return core::unit{};
    } else {
      return op.await_resume();
    }
  }

  std::tuple<Ops&...> operations_;
  core::offer<E>* offers_[sizeof...(Ops)];
  core::group<E> group_{offers_};
};

// co_await csp::par(left.write(x), right.write(y)): all of them, in whatever order their partners come.
template <operation_type Op, operation_type... Ops>
auto par(Op&& first, Ops&&... rest) {
  using E = typename Op::engine;
  static_assert((std::same_as<typename Ops::engine, E> && ...), "csp: a par mixes operations of different engines");
  return parallel_operations<E, Op, Ops...>(first, rest...);
}

}  // namespace csp
