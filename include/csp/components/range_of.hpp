// Ends as many as there are at run time: a std::vector, a std::array, any range that is moved into the component.
#pragma once
#include "../core/language.hpp"

#include <array>
#include <concepts>
#include <cstddef>

namespace csp::detail {

template <class R, class End>
concept range_of = requires(R& r) {
  { *std::begin(r) } -> std::same_as<End&>;
  { std::size(r) } -> std::convertible_to<std::size_t>;
};

}  // namespace csp::detail
