// multiplexer: many streams become one.
#pragma once
#include "../kept_alternative.hpp"
#include "../process.hpp"
#include "carry.hpp"
#include "range_of.hpp"

namespace csp::detail {

// The inputs of a range as guards that all read into one variable.
template <class Range, class T>
class guards_into {
 public:
  guards_into(Range& in, T& x) : in_(&in), x_(&x) {}

  class place {
   public:
    place(decltype(std::begin(std::declval<Range&>())) at, T& x) : at_(at), x_(&x) {}
    auto operator*() const { return at_->into(*x_); }
    place& operator++() {
      ++at_;
      return *this;
    }

   private:
    decltype(std::begin(std::declval<Range&>())) at_;
    T* x_;
  };

  place begin() const { return place(std::begin(*in_), *x_); }
  std::size_t size() const { return std::size(*in_); }

 private:
  Range* in_;
  T* x_;
};

}  // namespace csp::detail

namespace csp::components {

// Passes on whatever comes from any of a range of readers, which is moved in. Fair: an input that stays ready waits
// for at most one value of each other. Goes on while one input is open; ends when all have closed, or with its output.
// Without memory for its guards it ends so. (JCSP's Plex, occam's fair multiplexer.)
template <detail::has_default T, class E, detail::range_of<basic_reader<T, E>> Range>
basic_process_of<void, E> multiplexer(Range in, basic_writer<T, E> out) {
  if (std::size(in) == 0) co_return;
  detail::payload_of<T> x{};
  auto choice = keep(fair_alt(detail::guards_into(in, x)));
  for (;;) {
    co_await choice.select();
    co_await detail::pass(out, x);
  }
}

}  // namespace csp::components
