// Channels of `uapycsp`.
#pragma once
#include "../shared/channel.hpp"
#include "asyncio_engine.hpp"

namespace csp::micropython {

#define CSP_(name) uapycsp_##name
#define CSP_ENGINE asyncio_engine
#include "../shared/engine_types.hpp"
#undef CSP_ENGINE
#undef CSP_

inline mp_obj_t channel_or_end(mp_obj_t o) { return channel_or_end<asyncio_engine>(o); }
inline void poison(mp_obj_t o) {
  poison_object<asyncio_engine>(o);
  let_interrupts_hear_of_poison(rendezvous_of<asyncio_engine>(o));
}

}  // namespace csp::micropython
