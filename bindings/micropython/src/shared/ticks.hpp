// The machine's clock in milliseconds, which wraps.
#pragma once
#include "vm.hpp"

namespace csp::micropython {

inline mp_uint_t ticks() { return mp_hal_ticks_ms() & (MICROPY_PY_TIME_TICKS_PERIOD - 1); }

// The later one minus the earlier one, though they wrap.
inline mp_int_t ticks_between(mp_uint_t earlier, mp_uint_t later) {
  constexpr mp_uint_t half = MICROPY_PY_TIME_TICKS_PERIOD / 2;
  return static_cast<mp_int_t>((later - earlier + half) & (MICROPY_PY_TIME_TICKS_PERIOD - 1)) -
         static_cast<mp_int_t>(half);
}

}  // namespace csp::micropython
