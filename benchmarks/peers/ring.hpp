// CommsTime for systems in which a process is a call in a thread or a fiber of its own.
#pragma once
#include "commstime_rounds.hpp"

// System::channel has read() and write(x), int by int; System::task runs a call and waits for it when destroyed.
// Nothing stops such a network from outside, so each process knows how many messages there are.
namespace bench::ring {

template <class Channel>
void prefix(Channel& in, Channel& out, int messages) {
  out.write(0);
  for (int i = 1; i < messages; ++i) out.write(in.read());
  in.read();
}

template <class Channel>
void successor(Channel& in, Channel& out, int messages) {
  for (int i = 0; i < messages; ++i) out.write(1 + in.read());
}

template <class Channel>
bool consumer(Channel& in, int messages) {
  int last = 0;
  for (int i = 0; i < messages; ++i) last = in.read();
  return last == messages - 1;
}

template <class System>
struct sequential {
  using channel = typename System::channel;

  static void delta2(channel& in, channel& left, channel& right, int messages) {
    for (int i = 0; i < messages; ++i) {
      const int x = in.read();
      left.write(x);
      right.write(x);
    }
  }
};

template <class System>
struct spawned {
  using channel = typename System::channel;
  using task = typename System::task;

  static void delta2(channel& in, channel& left, channel& right, int messages) {
    for (int i = 0; i < messages; ++i) {
      const int x = in.read();
      const task one([&] { left.write(x); });
      const task other([&] { right.write(x); });
    }
  }
};

template <class System, template <class> class Form>
bool commstime(int messages) {
  using task = typename System::task;
  typename System::channel a, b, c, d;
  const task first([&] { prefix(c, a, messages); });
  const task second([&] { Form<System>::delta2(a, b, d, messages); });
  const task third([&] { successor(b, c, messages); });
  return consumer(d, messages);
}

template <class System>
inline constexpr form forms[] = {
    {"sequential", commstime<System, sequential>},
    {"spawned", commstime<System, spawned>},
};

}  // namespace bench::ring
