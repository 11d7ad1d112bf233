// @process: a function that is marked so makes processes.
#include "ends_to_poison.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

struct process_function {
  mp_obj_base_t base;
  mp_obj_t function;  // null: @process(…) with options only, which takes it when it is called
  poison_options options;
};

mp_obj_t new_function(mp_obj_t function, poison_options options) {
  auto* const f = mp_obj_malloc(process_function, &uapycsp_ProcessFunction_type);
  f->function = function;
  f->options = options;
  return reference(f);
}

mp_obj_t mark(mp_obj_t function, poison_options options) {
  if (!mp_obj_is_callable(function))
    raise_about(mp_type_TypeError, "@process stands before 'async def', not before ", function, "");
  return new_function(function, options);
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_process(size_t n_args, const mp_obj_t* args, mp_map_t* named) {
  enum { function, verbose_poison, propagate };
  static const mp_arg_t allowed[] = {
      {MP_QSTR_function, MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}},
      {MP_QSTR_verbose_poison, MP_ARG_KW_ONLY | MP_ARG_BOOL, {.u_bool = false}},
      {MP_QSTR_propagate, MP_ARG_KW_ONLY | MP_ARG_BOOL, {.u_bool = true}},
  };
  mp_arg_val_t given[MP_ARRAY_SIZE(allowed)];
  parse_arguments(n_args, named->used, args, allowed, given);  // the named ones follow
  const poison_options options = {given[verbose_poison].u_bool, given[propagate].u_bool};
  const mp_obj_t marked = given[function].u_obj;
  return marked == mp_const_none ? new_function(MP_OBJ_NULL, options) : mark(marked, options);
}

mp_obj_t uapycsp_process_function_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  const auto& f = *object<process_function>(self);
  if (f.function == MP_OBJ_NULL) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    return mark(args[0], f.options);
  }
  const mp_obj_t coro = mp_call_function_n_kw(f.function, n_args, n_kw, args);
  if (!is_coroutine(coro)) raise_about(mp_type_TypeError, "", f.function, " is no coroutine: write 'async def'");
  return reference(&new_process(coro, ends_among(f.options, n_args, n_kw, args)));
}

// A method of a class has its object as first argument.
void uapycsp_process_function_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL || object<process_function>(self)->function == MP_OBJ_NULL) return;
  mp_load_method_maybe(object<process_function>(self)->function, attr, dest);
}

}  // extern "C"

}  // namespace csp::micropython
