// keep: a choice that is selected from again and again.
#pragma once
#include "alternative.hpp"

namespace csp {

namespace detail {

// A choice that is built once: co_await choice.select(), again and again (PyCSP's Alternative). It stays where it is,
// and ends before the channels and the ends of its guards do.
template <class Nodes, class Discipline>
class kept_alternative : alternative<Nodes, Discipline> {
  using base = alternative<Nodes, Discipline>;
  using E = typename Nodes::engine;

 public:
  kept_alternative(Nodes&& nodes, Discipline d) : base(std::move(nodes), d, std::in_place) {
    typename E::scoped_lock lock;
    this->choice().keep();
  }
  ~kept_alternative() {
    typename E::scoped_lock lock;
    this->choice().forget();
  }

  // Returns what the choice itself does.
  auto select() { return selecting(*this); }

 private:
  class [[nodiscard("csp: a select does nothing until it is awaited")]] selecting {
   public:
    explicit selecting(kept_alternative& from) : from_(&from) {}
    selecting(const selecting&) = delete;
    ~selecting() { from_->disarm(); }  // its process may end while it waits, and the choice outlive it

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
      static_assert(std::same_as<typename Promise::engine, E>,
                    "csp: a choice is awaited by a process of another engine");
      return from_->template begin<true>(*h.promise().root, here);
    }
    typename Nodes::result_type await_resume() { return from_->await_resume(); }

   private:
    kept_alternative* from_;
  };
};

}  // namespace detail

// auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(y))); … co_await choice.select();
template <class Nodes, class Discipline>
auto keep(detail::alternative<Nodes, Discipline>&& fresh) {
  static_assert(Nodes::may_be_kept, "csp: a guard of a kept choice needs a variable to write from: out.from(v)");
  return detail::kept_alternative<Nodes, Discipline>(fresh.nodes(), fresh.discipline());
}

}  // namespace csp
