// Signals that a program takes, and what stood there before.
#include "csp/port/signal.hpp"

#include <csignal>

namespace csp::port {
namespace {

struct former {
  bool taken;
  struct sigaction action;
};
constinit former all[NSIG] = {};

bool is_one(int signal) { return signal > 0 && signal < NSIG; }

}  // namespace

bool take_signal(int signal, void (*handler)(int)) noexcept {
  if (!is_one(signal) || all[signal].taken) return false;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  all[signal].taken = sigaction(signal, &action, &all[signal].action) == 0;
  return all[signal].taken;
}

bool give_back_signal(int signal) noexcept {
  if (!is_one(signal) || !all[signal].taken) return false;
  sigaction(signal, &all[signal].action, nullptr);
  all[signal].taken = false;
  return true;
}

}  // namespace csp::port
