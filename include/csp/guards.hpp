// The guards of a choice, and when(c, g).
#pragma once
#include "core/language.hpp"

#include "channel_guards.hpp"
#include "timed_guards.hpp"

namespace csp::detail {

// when(c, g): g, if c holds when the choice begins. c is a function, of which the choice has a copy, or refers to a
// flag (std::ref), and is asked once before each choice, unless an outer `when` does not hold; or whatever a condition
// may be, and is asked where it stands, once.
template <class Condition, class G>
struct conditional {
  using engine = typename G::engine;

  Condition condition;
  G guard;

  class node : public G::node {
   public:
    static constexpr bool needs_prepare = true;
    static constexpr bool has_fast_path = G::node::has_fast_path && !std::invocable<Condition&>;

    bool blocks_fast_path() const { return admitted_ && G::node::blocks_fast_path(); }
    bool has_partner() const { return admitted_ && G::node::has_partner(); }

    explicit node(const conditional& c) : G::node(c.guard), condition_(c.condition) {
      if constexpr (!std::invocable<Condition&>) admitted_ = condition_;
      this->wanted = is_admitted();
    }
    bool is_admitted() const { return admitted_ && G::node::is_admitted(); }

    void prepare(port::ticks at) {
      if constexpr (std::invocable<Condition&>) admitted_ = static_cast<bool>(condition_());
      if (admitted_) G::node::prepare(at);
    }
    void publish(core::choice<engine>& c) {
      if constexpr (std::invocable<Condition&>) c.admit(this->index, is_admitted());
      if (admitted_) G::node::publish(c);
    }

   private:
    Condition condition_;
    bool admitted_ = true;  // a function has not been asked yet
  };
};

namespace conditions {

// A function without parameters: asked before each choice.
template <class C>
concept asked = requires(C& c) { static_cast<bool>(c()); };

// A std::reference_wrapper, or what is like it: what it refers to is asked before each choice.
template <class C>
concept referring = !asked<C> && requires(const C& c) {
  { c.get() } -> std::convertible_to<const typename C::type&>;
  requires std::is_lvalue_reference_v<decltype(c.get())>;
  static_cast<bool>(c.get());
};

template <referring C>
struct referred {
  C to;
  bool operator()() const { return static_cast<bool>(to.get()); }
};

// What is kept of a condition: of anything else, what it is when the guard is made.
template <class C>
struct kept {
  using type = bool;
};
template <asked C>
struct kept<C> {
  using type = C;
};
template <referring C>
struct kept<C> {
  using type = referred<C>;
};

template <class C>
concept condition = asked<C> || referring<C> || std::constructible_from<bool, const C&>;

template <class C>
using kept_of = typename kept<std::decay_t<C>>::type;

}  // namespace conditions

}  // namespace csp::detail

namespace csp {

template <class C, detail::guard G>
  requires detail::conditions::condition<std::decay_t<C>>
auto when(C&& given, G g) {
  using kept = detail::conditions::kept_of<C>;
  return detail::conditional<kept, G>{kept(std::forward<C>(given)), g};
}

}  // namespace csp
