// Finding the ends among a process's arguments, and poisoning them.
#include "ends_to_poison.hpp"

#include "channel_of_tasks.hpp"

namespace csp::micropython {
namespace {

// `o` as an object of a type of the machine's, which it may extend; null: it is none.
mp_obj_t as(const mp_obj_type_t& type, mp_obj_t o) {
  if (!mp_obj_is_obj(o) || !is_exception(o, type)) return MP_OBJ_NULL;
  return mp_obj_is_instance_type(mp_obj_get_type(o)) ? mp_obj_cast_to_native_base(o, MP_OBJ_FROM_PTR(&type)) : o;
}

bool may_hold_ends(mp_obj_t o) {
  for (const mp_obj_type_t* type : {&mp_type_list, &mp_type_tuple, &mp_type_dict})
    if (as(*type, o) != MP_OBJ_NULL) return true;
  return false;
}

// Inside of so many lists, tuples and dictionaries ends are found: they may hold themselves.
constexpr unsigned deepest = 9;

void poison_within(mp_obj_t ends, unsigned depth) {
  const mp_obj_t end = channel_or_end(ends);
  if (end != MP_OBJ_NULL) return poison(end);
  if (depth > deepest || !may_hold_ends(ends)) return;
  if (const mp_obj_t o = as(mp_type_dict, ends); o != MP_OBJ_NULL) {
    const mp_map_t& map = object<mp_obj_dict_t>(o)->map;
    for (size_t i = 0; i < map.alloc; ++i)
      if (mp_map_slot_is_filled(&map, i)) poison_within(map.table[i].value, depth + 1);
    return;
  }
  const mp_obj_t list = as(mp_type_list, ends);
  size_t n;
  mp_obj_t* items;
  mp_obj_get_array(list != MP_OBJ_NULL ? list : as(mp_type_tuple, ends), &n, &items);
  for (size_t i = 0; i < n; ++i) poison_within(items[i], depth + 1);
}

}  // namespace

// A keyword's name is no argument.
mp_obj_t ends_among(const poison_options& options, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  size_t count = options.verbose_poison ? 1 : 0;
  mp_obj_t last = mp_const_none;
  const auto each = [&](auto visit) {
    for (size_t i = 0; options.propagate && i < n_args + 2 * n_kw; ++i) {
      const bool is_keyword = i >= n_args && (i - n_args) % 2 == 0;
      const mp_obj_t end = is_keyword ? MP_OBJ_NULL : channel_or_end(args[i]);
      if (end != MP_OBJ_NULL) {
        visit(end);
      } else if (!is_keyword && may_hold_ends(args[i])) {
        visit(args[i]);
      }
    }
  };
  each([&](mp_obj_t o) {
    ++count;
    last = o;
  });
  if (count <= 1 && !options.verbose_poison && !mp_obj_is_type(last, &mp_type_tuple)) return last;
  auto* const all = object<mp_obj_tuple_t>(mp_obj_new_tuple(count, nullptr));
  size_t i = 0;
  if (options.verbose_poison) all->items[i++] = mp_const_none;
  each([&](mp_obj_t o) { all->items[i++] = o; });
  return reference(all);
}

void poison_ends(mp_obj_t ends) { poison_within(ends, 0); }

bool tells_of_poison(mp_obj_t ends) {
  return mp_obj_is_type(ends, &mp_type_tuple) && object<mp_obj_tuple_t>(ends)->items[0] == mp_const_none;
}

}  // namespace csp::micropython
