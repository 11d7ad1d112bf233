// par of processes: starts them all, waits until all have ended, answers how each did.
#pragma once
#include <array>
#include <tuple>

#include "core/start.hpp"
#include "process.hpp"

namespace csp {

// What every par shares, whatever its processes are; awaited as a temporary.
// An exception that leaves one of the processes ends the others and comes out of the par.
template <class E>
class parallel {
 public:
  parallel(const parallel&) = delete;
  parallel& operator=(const parallel&) = delete;

  bool await_ready() const noexcept { return false; }

  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h) {
    static_assert(std::same_as<typename Promise::engine, E>, "csp: a par is awaited by a process of another engine");
    return begin(*h.promise().root);
  }

  void end_parent_too() { family_.ends_parent = true; }

 protected:
  parallel() = default;

  void adopt(core::member<E>& child) { family_.adopt(child); }

  void rethrow() const {
    if (family_.worst != status::failed) return;
    for (core::member<E>* m = family_.first; m; m = m->next) m->error.rethrow();
  }

 private:
  bool begin(core::party<E>& me) {
    if (family_.parent) misuse("a par is awaited twice", "par", 0);
    core::start(family_, me);
    typename E::guard lock;
    if (!family_.all_over()) return E::wait(me, lock);
    if (me.lives()) return E::tired() && E::rest(me);
    E::proceed(me);
    return true;
  }

  core::family<E> family_;
};

// A par that ends its caller as its worst process was ended.
template <class Par>
class [[nodiscard("csp: a par does nothing until it is awaited")]] or_ended {
 public:
  explicit or_ended(Par& par) : par_(&par) { par.end_parent_too(); }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h) {
    return par_->await_suspend(h);
  }
  decltype(auto) await_resume() { return par_->await_resume(); }

 private:
  Par* par_;
};

template <class... P>
struct results_of {
  using type = std::tuple<result<typename P::value_type>...>;
};
template <class... P>
  requires(std::is_void_v<typename P::value_type> && ...)
struct results_of<P...> {
  using type = std::array<outcome, sizeof...(P)>;
};

// A fixed list. Answers an array of outcomes, or, when a process has a result, a tuple of results.
template <class E, class... P>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_list : public parallel<E> {
 public:
  explicit parallel_list(P&&... list) : list_(std::move(list)...) {
    std::apply([this](P&... each) { (this->adopt(each), ...); }, list_);
  }

  typename results_of<P...>::type await_resume() {
    this->rethrow();
    return std::apply([](P&... each) { return typename results_of<P...>::type{each.result()...}; }, list_);
  }

  // Ends the caller too when a process was ended: by closed, by poison, for want of memory or of a thread.
  auto or_end() { return or_ended(*this); }

 private:
  std::tuple<P...> list_;
};

// Any range of processes, moved in. Answers the range again: each process knows its result().
template <class E, class Range>
class [[nodiscard("csp: a par does nothing until it is awaited")]] parallel_range : public parallel<E> {
 public:
  explicit parallel_range(Range&& range) : range_(std::move(range)) {
    for (auto& each : range_) this->adopt(each);
  }

  Range await_resume() {
    this->rethrow();
    return std::move(range_);
  }

  auto or_end() { return or_ended(*this); }

 private:
  Range range_;
};

template <class R>
concept process_range = requires(R& r) { requires process_type<std::remove_cvref_t<decltype(*r.begin())>>; };

// co_await csp::par(a(…), b(…)): runs the processes together.
template <class P, class... Rest>
  requires(process_type<std::remove_cvref_t<P>> && ... && process_type<std::remove_cvref_t<Rest>>)
auto par(P&& first, Rest&&... rest) {
  static_assert(!(std::is_lvalue_reference_v<P> || ... || std::is_lvalue_reference_v<Rest>),
                "csp: a process is not copied but moved into a par: par(std::move(p))");
  using E = typename std::remove_cvref_t<P>::engine;
  static_assert((std::same_as<typename std::remove_cvref_t<Rest>::engine, E> && ...),
                "csp: a par mixes processes of different engines");
  return parallel_list<E, std::remove_cvref_t<P>, std::remove_cvref_t<Rest>...>(std::forward<P>(first),
                                                                                std::forward<Rest>(rest)...);
}

// co_await csp::par(std::move(workers)): the same for as many as there are at run time.
template <process_range R>
  requires(!std::is_reference_v<R>)
auto par(R&& processes) {
  using P = std::remove_cvref_t<decltype(*processes.begin())>;
  return parallel_range<typename P::engine, R>(std::forward<R>(processes));
}

}  // namespace csp
