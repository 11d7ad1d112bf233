// Channels of `uapycsp`.
#pragma once
#include "../shared/channel.hpp"
#include "asyncio_engine.hpp"

namespace csp::micropython {

template <>
struct types<asyncio_engine> {
  static const mp_obj_type_t& channel() { return uapycsp_Channel_type; }
  static const mp_obj_type_t& buffered_channel() { return uapycsp_BufferedChannel_type; }
  static const mp_obj_type_t& read_end() { return uapycsp_ChannelReadEnd_type; }
  static const mp_obj_type_t& write_end() { return uapycsp_ChannelWriteEnd_type; }
  static const mp_obj_type_t& pending_write() { return uapycsp_PendingWrite_type; }
  static const mp_obj_type_t& alternative() { return uapycsp_Alternative_type; }
};

inline mp_obj_t channel_or_end(mp_obj_t o) { return channel_or_end<asyncio_engine>(o); }
inline void poison(mp_obj_t o) {
  poison_object<asyncio_engine>(o);
  let_interrupts_hear_of_poison(rendezvous_of<asyncio_engine>(o));
}

}  // namespace csp::micropython
