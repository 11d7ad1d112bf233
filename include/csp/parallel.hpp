// par of processes: starts them all, waits until all have ended, returns how each did.
#pragma once
#include "core/language.hpp"

#include <array>
#include <tuple>

#include "core/inlined.hpp"
#include "core/process/start.hpp"
#include "process.hpp"

namespace csp::detail {

// What every par of processes shares, whatever they are.
// An exception that leaves one of the processes ends the others and comes out of the par.
template <class E>
class parallel {
 public:
  using engine = E;

  parallel(const parallel&) = delete;
  parallel& operator=(const parallel&) = delete;

  // Starts them; returns whether `me` must suspend.
  bool begin(core::party<E>& me, bool ends_parent, core::site here) {
    children_.ends_parent = ends_parent;
    core::start(children_, me, here);
    typename E::scoped_lock lock;
    if (!children_.try_finish()) return E::wait(me, lock);
    if (me.is_alive()) return E::spend_budget() && E::reschedule(me);
    E::proceed(me);
    return true;
  }

 protected:
  parallel() = default;

  void adopt(core::child_process<E>& child) { children_.adopt(child); }
  core::child_group<E>& children() { return children_; }
  status worst() const { return children_.worst; }

  void rethrow() const {
    if (children_.worst != status::failed) return;
    for (core::child_process<E>* child = children_.first; child; child = child->next) child->error.rethrow();
  }

 private:
  core::child_group<E> children_;
};

// A par being awaited: as it is, or with or_end().
template <class Par>
class [[nodiscard("csp: a par does nothing until it is awaited")]] awaited_par {
 public:
  awaited_par(Par& par, bool ends_parent) : par_(&par), ends_parent_(ends_parent) {}

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  CSP_INLINED_BY_CLANG bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, typename Par::engine>,
                  "csp: a par is awaited by a process of another engine");
    return par_->begin(*h.promise().root, ends_parent_, here);
  }
  decltype(auto) await_resume() { return par_->results(); }

 private:
  Par* par_;
  bool ends_parent_;
};

// What Self refers to lives as long as the expression that makes it, so it is awaited there.
template <class Self>
class awaited_where_made {
 public:
  auto operator co_await() && { return awaited_par(static_cast<Self&>(*this), false); }
  auto operator co_await() & {
    static_assert(sizeof(Self) == 0, "csp: a par is awaited where it is made: co_await csp::par(...)");
    return awaited_par(static_cast<Self&>(*this), false);
  }
};

template <class R>
concept process_range = requires(R& r) { requires process_type<std::remove_cvref_t<decltype(*r.begin())>>; };

// What a par has of one argument, and what it returns of it: a process, where it is, and its result; a range of them,
// moved in, and that range again.
template <class A>
struct argument {
  using engine = typename A::engine;
  using stored = A&;
  using result_type = result<typename A::value_type>;
  static constexpr bool is_void = std::is_void_v<typename A::value_type>;

  static void each(A& process, auto visit) { visit(process); }
  static result_type take_result(A& process) { return process.result(); }
};
template <process_range R>
struct argument<R> {
  using engine = typename std::remove_cvref_t<decltype(*std::declval<R&>().begin())>::engine;
  using stored = R;
  using result_type = R;
  static constexpr bool is_void = false;

  static void each(R& range, auto visit) {
    for (auto& process : range) visit(process);
  }
  static result_type take_result(R& range) { return std::move(range); }
};

template <class... A>
struct results_of {
  using type = std::tuple<typename argument<A>::result_type...>;
};
template <class... A>
  requires(argument<A>::is_void && ...)
struct results_of<A...> {
  using type = std::array<outcome, sizeof...(A)>;
};

// A fixed list of processes, temporaries of the expression that awaits it, and of ranges: it can be awaited only there.
// Returns an array of outcomes, or, when a process has a result or there is a range, a tuple.
template <class E, class... A>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_list
    : public parallel<E>,
      public awaited_where_made<parallel_list<E, A...>> {
 public:
  explicit parallel_list(A&... list) : list_(static_cast<typename argument<A>::stored&&>(list)...) {
    std::apply([&](A&... each) { (argument<A>::each(each, [&](auto& p) { this->adopt(p); }), ...); }, list_);
  }

  // Ends the caller too when a process was ended: by closed, by poison, for lack of memory or of a thread.
  auto or_end() && { return awaited_par(*this, true); }

  typename results_of<A...>::type results() {
    this->rethrow();
    return std::apply([](A&... each) { return typename results_of<A...>::type{argument<A>::take_result(each)...}; },
                      list_);
  }

 private:
  std::tuple<typename argument<A>::stored...> list_;
};

// Any range of processes, moved in. Returns the range again: each process knows its result().
template <class E, class Range>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_range
    : public parallel<E>,
      public awaited_where_made<parallel_range<E, Range>> {
 public:
  explicit parallel_range(Range&& range) : range_(std::move(range)) {
    for (auto& each : range_) this->adopt(each);
  }

  auto or_end() && { return awaited_par(*this, true); }

  Range results() {
    this->rethrow();
    return std::move(range_);
  }

 private:
  Range range_;
};

template <class A>
concept parallel_argument = process_type<A> || process_range<A>;

}  // namespace csp::detail

namespace csp {

// co_await csp::par(a(…), b(…)): runs the processes together; ranges of them may stand among them, moved in.
template <class A, class... Rest>
  requires(detail::parallel_argument<std::remove_cvref_t<A>> && ... &&
           detail::parallel_argument<std::remove_cvref_t<Rest>>) &&
          (detail::process_type<std::remove_cvref_t<A>> || sizeof...(Rest) > 0)
auto par(A&& first, Rest&&... rest) {
  static_assert(!(std::is_lvalue_reference_v<A> || ... || std::is_lvalue_reference_v<Rest>),
                "csp: a process is not copied but moved into a par: par(std::move(p))");
  using E = typename detail::argument<std::remove_cvref_t<A>>::engine;
  static_assert((std::same_as<typename detail::argument<std::remove_cvref_t<Rest>>::engine, E> && ...),
                "csp: a par mixes processes of different engines");
  return detail::parallel_list<E, std::remove_reference_t<A>, std::remove_reference_t<Rest>...>(first, rest...);
}

// co_await csp::par(std::move(workers)): the same for as many as there are at run time.
template <class R>
  requires detail::process_range<std::remove_cvref_t<R>>
auto par(R&& processes) {
  static_assert(!std::is_lvalue_reference_v<R>, "csp: a process is not copied but moved into a par: par(std::move(p))");
  using P = std::remove_cvref_t<decltype(*processes.begin())>;
  return detail::parallel_range<typename P::engine, std::remove_reference_t<R>>(std::forward<R>(processes));
}

}  // namespace csp
