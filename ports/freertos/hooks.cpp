// A stack that was too small is a broken rule, by the name of its process. Seen when configCHECK_FOR_STACK_OVERFLOW is
// set.
#include <csp/core/diagnostics/misuse.hpp>
#include <csp/port/freertos.hpp>

extern "C" {

[[gnu::weak]] void vApplicationStackOverflowHook(TaskHandle_t, char* name) {
  csp::misuse("the stack of a process is too small", name, 0);
}
}
