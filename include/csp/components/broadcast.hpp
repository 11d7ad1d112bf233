// broadcast: one stream becomes many.
#pragma once
#include "../parallel_operations.hpp"
#include "../process.hpp"
#include "delta2.hpp"
#include "range_of.hpp"

namespace csp::detail {

// Room for one write to each of a range of writers, in memory like that of frames: the writes, and behind them the
// pointers to them.
template <class T, class E, class Range>
class room_for_writes {
 public:
  using write = decltype(copy(std::declval<basic_writer<T, E>&>(), std::declval<const payload_of<T>&>()));
  static_assert(alignof(write) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

  explicit room_for_writes(Range& out) : out_(&out), size_(std::size(out)) {
    if (size_ >= 65535) misuse("more outputs than a process can wait for", "broadcast", 0);
    if (size_ > 0) memory_ = E::allocate(bytes());
  }
  room_for_writes(const room_for_writes&) = delete;
  room_for_writes& operator=(const room_for_writes&) = delete;
  ~room_for_writes() {
    clear();
    if (memory_) E::release(memory_, bytes());
  }

  bool has_memory() const { return memory_ || size_ == 0; }
  write* begin() { return static_cast<write*>(memory_); }
  write* end() { return begin() + made_; }
  core::offer<E>** pointers() { return reinterpret_cast<core::offer<E>**>(begin() + size_); }

  void fill(const payload_of<T>& x) {
    for (auto& each : *out_) {
      ::new (static_cast<void*>(end())) write(copy(each, x));
      ++made_;
    }
  }
  void clear() {
    while (made_ > 0) begin()[--made_].~write();
  }

 private:
  std::size_t bytes() const { return size_ * (sizeof(write) + sizeof(core::offer<E>*)); }

  Range* out_;
  std::size_t size_;
  std::size_t made_ = 0;
  void* memory_ = nullptr;
};

// One value to all of them at once: a par of bare operations, as many as there are at run time.
template <class T, class E, class Range>
class [[nodiscard("csp: it does nothing until it is awaited")]] write_to_all : parallel_offers<E> {
 public:
  write_to_all(room_for_writes<T, E, Range>& in, const payload_of<T>& x)
      : parallel_offers<E>(in.pointers()), in_(&in), x_(&x) {}
  ~write_to_all() { in_->clear(); }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    core::party<E>& me = *h.promise().root;
    if (!in_->has_memory()) return core::end_now(me, status::no_memory);
    in_->fill(*x_);
    return this->begin_each(me, here, [this](auto begin_one) {
      for (auto& each : *in_)
        if (!begin_one(each)) return;
    });
  }
  void await_resume() {}

 private:
  room_for_writes<T, E, Range>* in_;
  const payload_of<T>* x_;
};

}  // namespace csp::detail

namespace csp::components {

// Each value goes to every one of a range of writers, moved in, in whatever order they take it. Ends with its input or
// with any of its outputs; a value may then have reached some of the others. No process is started; without memory for
// its writes it ends so. (JCSP's Delta.)
template <detail::can_be_copied T, class E, detail::range_of<basic_writer<T, E>> Range>
basic_process_of<void, E> broadcast(basic_reader<T, E> in, Range out) {
  detail::room_for_writes<T, E, Range> room(out);
  for (;;) {
    const auto x = co_await detail::take(in);
    co_await detail::write_to_all<T, E, Range>(room, x);
  }
}

}  // namespace csp::components
