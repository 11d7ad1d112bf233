// Spawn: processes that nobody may wait for.
#include <cstring>

#include "process.hpp"

namespace csp::micropython {
namespace {

void forget_ended(mp_obj_list_t& all) {
  size_t left = 0;
  for (size_t i = 0; i < all.len; ++i)
    if (!object<task>(all.items[i])->has_ended()) all.items[left++] = all.items[i];
  while (all.len > left) all.items[--all.len] = MP_OBJ_NULL;
}

// In small steps: it is a part of what a process costs.
void make_room(mp_obj_list_t& all) {
  constexpr size_t step = 16;
  forget_ended(all);
  if (all.len < all.alloc) return;
  all.items = m_renew(mp_obj_t, all.items, all.alloc, all.alloc + step);
  all.alloc += step;
  mp_seq_clear(all.items, all.len, all.alloc, sizeof(mp_obj_t));
}

// Nobody may wait for it, and a network that ends is to end it: it is kept until it has ended. May raise MemoryError.
void remember(process& p) {
  if (MP_STATE_VM(csp_spawned) == MP_OBJ_NULL) MP_STATE_VM(csp_spawned) = mp_obj_new_list(0, nullptr);
  auto& all = *object<mp_obj_list_t>(MP_STATE_VM(csp_spawned));
  if (all.len == all.alloc) make_room(all);
  mp_obj_list_append(MP_STATE_VM(csp_spawned), reference(&p));
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_spawn(mp_obj_t o) {
  process& p = startable(o);
  remember(p);
  start(p, mp_const_true);
  return reference(&p);
}

// Those that were spawned and have not ended. They are forgotten.
mp_obj_t uapycsp_take_spawned() {
  const mp_obj_t all = MP_STATE_VM(csp_spawned);
  MP_STATE_VM(csp_spawned) = MP_OBJ_NULL;
  if (all == MP_OBJ_NULL) return mp_obj_new_list(0, nullptr);
  forget_ended(*object<mp_obj_list_t>(all));
  return all;
}

}  // extern "C"

}  // namespace csp::micropython
