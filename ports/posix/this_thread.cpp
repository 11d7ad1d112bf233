// Which thread this is, on every host; replaced by nobody, nor with what else idling needs.
#include "csp/port/idle.hpp"

namespace csp::port {

const void* this_thread() noexcept {
  static thread_local constinit char own = 0;
  return &own;
}

}  // namespace csp::port
