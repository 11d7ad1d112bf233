// What the laws of components are written with: processes that feed, collect and end.
#pragma once
#include <csp/components.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace csp::components;
using namespace std::chrono_literals;

class component : public law {};

// A braced list inside a co_await is what g++ 12 cannot compile.
std::vector<int> list(auto... values) { return {values...}; }

template <class T>
process feed(writer<T> out, std::vector<T> values) {
  for (T& x : values) co_await out.write(std::move(x));
}
inline process feed_for_ever(writer<int> out) {
  for (int i = 1;; ++i) co_await out.write(i);
}
inline process signals(writer<void> out, int count) {
  for (int i = 0; i < count; ++i) co_await out.write();
}
template <class T>
process collect(reader<T> in, std::vector<T>& into) {
  for (;;) into.push_back(co_await in.read());
}
inline process count(reader<void> in, int& total) {
  for (;; ++total) co_await in.read();
}
template <class T>
process drop(reader<T> in, int values) {
  for (int i = 0; i < values; ++i) co_await in.read();
}
template <class End>
process give_up(End) {
  co_return;
}
template <class End>
process poison_after(End end, int turns) {
  for (int i = 0; i < turns; ++i) co_await csp::yield();
  end.poison();
}
using misused_component = component;
