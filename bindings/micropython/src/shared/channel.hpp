// Channels and their ends as Python sees them, the same for both modules.
#pragma once
#include <initializer_list>
#include <limits>

#include "channel_block.hpp"

namespace csp::micropython {

template <class E>
struct end {
  mp_obj_base_t base;
  core::rendezvous<E>* at;
  mp_obj_t channel;
  mp_obj_t prepared;  // of `uapycsp`: what it does when it is awaited; null: nothing
};

template <class E>
struct channel {
  mp_obj_base_t base;
  core::rendezvous<E>* at;
  end<E>* read;
  end<E>* write;
};

// The Python types of a module, by its engine:
// channel, buffered_channel, read_end, write_end, pending_write, alternative.
template <class E>
struct types;

template <class E>
bool is_channel(mp_obj_t o) {
  return has_type(o, types<E>::channel()) || has_type(o, types<E>::buffered_channel());
}
template <class E>
bool is_end(mp_obj_t o) {
  return has_type(o, types<E>::read_end()) || has_type(o, types<E>::write_end());
}

// The channel or the end itself, or the channel that an object of an extended class has in it; null: neither.
template <class E>
mp_obj_t channel_or_end(mp_obj_t o) {
  if (is_channel<E>(o) || is_end<E>(o)) return o;
  if (!mp_obj_is_obj(o) || !mp_obj_is_instance_type(mp_obj_get_type(o))) return MP_OBJ_NULL;
  return mp_obj_cast_to_native_base(o, MP_OBJ_FROM_PTR(&types<E>::channel()));
}

template <class E>
core::side side_of(const end<E>& e) {
  return e.base.type == &types<E>::read_end() ? core::side::reader : core::side::writer;
}

template <class E>
end<E>* new_end(const mp_obj_type_t& type, core::rendezvous<E>* at, mp_obj_t channel) {
  auto* const e = static_cast<end<E>*>(m_malloc(sizeof(end<E>)));
  *e = {{&type}, at, channel, MP_OBJ_NULL};
  return e;
}

template <class E>
mp_obj_t new_channel(const mp_obj_type_t* type, core::rendezvous<E>* at) {
  auto* const c = static_cast<channel<E>*>(m_malloc0(sizeof(channel<E>)));
  c->base.type = type;
  c->at = at;
  c->read = new_end<E>(types<E>::read_end(), at, reference(c));
  c->write = new_end<E>(types<E>::write_end(), at, reference(c));
  return reference(c);
}

// Channel(name="")
template <class E>
mp_obj_t make_channel(const mp_obj_type_t* type, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  static const mp_arg_t allowed[] = {{MP_QSTR_name, MP_ARG_OBJ, {.u_rom_obj = MP_ROM_QSTR(MP_QSTR_)}}};
  mp_arg_val_t given[1];
  parse_arguments(n_args, n_kw, args, allowed, given);
  return new_channel<E>(type, new_rendezvous<E>(given[0].u_obj));
}

// BufferedChannel(name="", size=1)
template <class E>
mp_obj_t make_buffered_channel(const mp_obj_type_t* type, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  static const mp_arg_t allowed[] = {
      {MP_QSTR_name, MP_ARG_OBJ, {.u_rom_obj = MP_ROM_QSTR(MP_QSTR_)}},
      {MP_QSTR_size, MP_ARG_INT, {.u_int = 1}},
  };
  mp_arg_val_t given[2];
  parse_arguments(n_args, n_kw, args, allowed, given);
  const mp_int_t size = given[1].u_int;
  if (size < 1) mp_raise_ValueError(MP_ERROR_TEXT("a buffer has at least 1 place"));
  if (size > std::numeric_limits<std::int16_t>::max())
    mp_raise_ValueError(MP_ERROR_TEXT("a buffer has at most 32767 places"));
  return new_channel<E>(type, new_buffered_rendezvous<E>(given[0].u_obj, static_cast<std::uint16_t>(size)));
}

template <class E>
void channel_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL) return;
  const auto& c = *object<channel<E>>(self);
  if (attr == MP_QSTR_read) {
    dest[0] = reference(c.read);
  } else if (attr == MP_QSTR_write) {
    dest[0] = reference(c.write);
  } else if (attr == MP_QSTR_name) {
    dest[0] = about(*c.at).name;
  } else if (attr == MP_QSTR_poisoned) {
    dest[0] = mp_obj_new_bool(c.at->state() == status::poisoned);
  } else {
    dest[1] = MP_OBJ_SENTINEL;
  }
}

// A read end is poisoned when there is nothing left to be read.
template <class E>
void end_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL) return;
  const auto& e = *object<end<E>>(self);
  if (attr == MP_QSTR_poisoned) {
    dest[0] = mp_obj_new_bool(e.at->has_ended_for(side_of(e)));
  } else {
    dest[1] = MP_OBJ_SENTINEL;
  }
}

template <class E>
void channel_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  const auto& c = *object<channel<E>>(self);
  mp_printf(print, "<%q '", c.base.type->name);
  mp_obj_print_helper(print, about(*c.at).name, PRINT_STR);
  mp_printf(print, "'%s>", c.at->state() == status::poisoned ? ", poisoned" : "");
}

template <class E>
void end_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  const auto& e = *object<end<E>>(self);
  mp_printf(print, "<%s end of channel '", side_of(e) == core::side::reader ? "read" : "write");
  mp_obj_print_helper(print, about(*e.at).name, PRINT_STR);
  mp_printf(print, "'>");
}

// By a channel, or by an end: a reader's poison drops what is buffered.
template <class E>
void poison_rendezvous(core::rendezvous<E>& at, core::side by) {
  {
    typename E::scoped_lock lock;
    at.poison(by);
  }
  if (at.is_buffer()) reinterpret_cast<core::store<E>&>(at).discard();
}
// Of a channel or an end.
template <class E>
core::rendezvous<E>& rendezvous_of(mp_obj_t o) {
  return is_channel<E>(o) ? *object<channel<E>>(o)->at : *object<end<E>>(o)->at;
}
template <class E>
void poison_object(mp_obj_t o) {
  poison_rendezvous(rendezvous_of<E>(o), is_channel<E>(o) ? core::side::reader : side_of(*object<end<E>>(o)));
}

template <class E>
mp_obj_t channel_of(mp_obj_t self) {
  return object<end<E>>(self)->channel;
}

}  // namespace csp::micropython
