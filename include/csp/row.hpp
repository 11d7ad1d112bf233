// Objects of different types, one behind the other, which a loop visits. It is for many: a std::tuple of 200 takes a
// compiler seconds, and a fold over it minutes with warnings.
#pragma once
#include "core/language.hpp"

#include <array>
#include <cstddef>
#include <new>
#include <utility>

namespace csp::detail {

// As (all && ...), but for many.
constexpr bool all_of(std::initializer_list<bool> all) {
  for (const bool each : all)
    if (!each) return false;
  return true;
}

template <class... T>
class row {
 public:
  static constexpr unsigned size = sizeof...(T);

  // Each is made from `common` and what is given for it, the first first.
  template <class Common, class... From>
  explicit row(Common&& common, const From&... from) : row() {
    const bool in_order[] = {make<T>(common, from)...};
    static_cast<void>(in_order);
  }
  // From those of another row, which are moved.
  template <class Common>
  row(Common&& common, row&& same) : row() {
    static constexpr maker<Common> makers[] = {&row::make_same<T, Common>...};
    while (made_ < size) (this->*makers[made_])(common, same.bytes_ + offsets[made_]);
  }
  row(const row&) = delete;
  row& operator=(const row&) = delete;
  ~row() {
    while (made_ > 0) {
      --made_;
      at(made_, []<class Each>(Each& each) { each.~Each(); });
    }
  }

  // Calls f(object).
  template <class F>
  void each(F f) {
    for (unsigned i = 0; i < size; ++i) visit(i, f);
  }
  template <class F>
  void at(unsigned i, F f) {
    visit(i, f);
  }

 private:
  template <class Common>
  using maker = void (row::*)(Common&, std::byte*);

  row() = default;

  template <class Each, class Common, class From>
  bool make(Common& common, const From& from) {
    ::new (bytes_ + offsets[made_]) Each(common, from);
    ++made_;
    return true;
  }
  template <class Each, class Common>
  void make_same(Common& common, std::byte* from) {
    ::new (bytes_ + offsets[made_]) Each(common, std::move(*std::launder(reinterpret_cast<Each*>(from))));
    ++made_;
  }

  template <class F>
  void visit(unsigned i, F& f) {
    static constexpr void (*calls[])(std::byte*, F&) = {&row::call<T, F>...};
    calls[i](bytes_ + offsets[i], f);
  }
  template <class Each, class F>
  static void call(std::byte* at, F& f) {
    f(*std::launder(reinterpret_cast<Each*>(at)));
  }

  // Where each begins, and then where the last ends.
  static constexpr std::array<std::size_t, size + 1> offsets = [] {
    constexpr std::size_t sizes[] = {sizeof(T)...};
    constexpr std::size_t alignments[] = {alignof(T)...};
    std::array<std::size_t, size + 1> begin{};
    std::size_t end = 0;
    for (unsigned i = 0; i < size; ++i) {
      begin[i] = (end + alignments[i] - 1) / alignments[i] * alignments[i];
      end = begin[i] + sizes[i];
    }
    begin[size] = end;
    return begin;
  }();

  alignas(T...) std::byte bytes_[offsets[size]];
  unsigned made_ = 0;
};

}  // namespace csp::detail
