// A guard that is one of several kinds: so ranges hold inputs beside outputs.
#pragma once
#include "core/language.hpp"

#include <variant>

#include "guards.hpp"

namespace csp {

// std::vector<csp::guard_of<int>> holds input and output guards of channels of int; csp::one_of<A, B> guards of any
// types A and B. It is made from a guard of one of them, and copied like one.
template <detail::guard First, detail::guard... Rest>
class one_of {
  using described = std::variant<First, Rest...>;

 public:
  using engine = typename First::engine;
  static_assert((std::same_as<engine, typename Rest::engine> && ...),
                "csp: a choice mixes guards of different engines");

  template <detail::guard G>
    requires(!std::same_as<G, one_of> && std::constructible_from<described, const G&>)
  one_of(const G& g) : kind_(g) {}

  class node : public detail::guards::node {
    using nodes = std::variant<typename First::node, typename Rest::node...>;

   public:
    static constexpr bool timed = (First::node::timed || ... || Rest::node::timed);
    static constexpr bool needs_prepare = (First::node::needs_prepare || ... || Rest::node::needs_prepare);
    static constexpr bool may_be_kept = (First::node::may_be_kept && ... && Rest::node::may_be_kept);

    explicit node(const one_of& of) : node_(made<0>(of.kind_)) {}

    // Calls f(node), of the kind that it is.
    template <class F>
    void visit(F& f) {
      visit_from<0>(f);
    }

   private:
    template <std::size_t I>
    static nodes made(const described& kind) {
      if constexpr (I < sizeof...(Rest))
        if (kind.index() != I) return made<I + 1>(kind);
      return nodes(std::in_place_index<I>, *std::get_if<I>(&kind));
    }
    template <std::size_t I, class F>
    void visit_from(F& f) {
      if constexpr (I < sizeof...(Rest))
        if (node_.index() != I) return visit_from<I + 1>(f);
      detail::guards::visit(*std::get_if<I>(&node_), f);
    }

    nodes node_;
  };

  // Returns a Result of f(guard), with the one that it is.
  template <class Result, std::size_t I = 0, class F>
  Result as(F f) const {
    if constexpr (I < sizeof...(Rest))
      if (kind_.index() != I) return as<Result, I + 1>(f);
    return f(*std::get_if<I>(&kind_));
  }

 private:
  described kind_;
};

// The condition stands before the guard that it is.
template <class C, detail::guard... G>
  requires detail::conditions::condition<std::decay_t<C>>
auto when(C&& given, const one_of<G...>& g) {
  using kept = detail::conditions::kept_of<C>;
  using all = one_of<detail::conditional<kept, G>...>;
  kept condition(std::forward<C>(given));
  return g.template as<all>([&]<class Each>(const Each& each) {
    return detail::conditional<kept, Each>{std::move(condition), each};
  });
}

}  // namespace csp
