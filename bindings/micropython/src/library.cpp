// The Python texts in the firmware, and when they are compiled.
#include "library.hpp"

#define CSP_TEXT(name, file)                                                                             \
  __asm__(".section .rodata." #name "\n" #name ":\n.incbin \"" CSP_MICROPYTHON_DIR "/" file "\"\n" #name \
          "_end:\n.byte 0\n.text\n");                                                                    \
  extern "C" const char name[];                                                                          \
  extern "C" const char name##_end[]

CSP_TEXT(csp_text_composition, "src/uapycsp.py");
CSP_TEXT(csp_text_chrono, "pure/purecsp/chrono.py");
CSP_TEXT(csp_text_plugnplay, "pure/purecsp/plugnplay_tasks.py");

extern "C" const mp_obj_module_t uapycsp_module;

namespace csp::micropython::library {
namespace {

void run_text(const char* text, const char* end, qstr file, mp_obj_dict_t* globals) {
  mp_lexer_t* const lexer = mp_lexer_new_from_str_len(file, text, static_cast<size_t>(end - text), 0);
  mp_parse_compile_execute(lexer, MP_PARSE_FILE_INPUT, globals, globals);
}

mp_obj_dict_t* new_globals(qstr name) {
  const mp_obj_t globals = mp_obj_new_dict(8);
  mp_obj_dict_store(globals, MP_OBJ_NEW_QSTR(MP_QSTR___name__), MP_OBJ_NEW_QSTR(name));
  return object<mp_obj_dict_t>(globals);
}

// Where what was compiled is kept.
mp_obj_dict_t* kept() {
  if (MP_STATE_VM(csp_library) == MP_OBJ_NULL) MP_STATE_VM(csp_library) = reference(new_globals(MP_QSTR_uapycsp));
  return object<mp_obj_dict_t>(MP_STATE_VM(csp_library));
}

mp_obj_t find(qstr name) {
  mp_map_elem_t* const found = mp_map_lookup(&kept()->map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
  return found ? found->value : MP_OBJ_NULL;
}

// The text names the module from which it imports as its package's `tasks`, which it is in the pure package.
mp_obj_t make_plugnplay() {
  mp_obj_module_t* const made = mp_obj_malloc(mp_obj_module_t, &mp_type_module);
  const qstr name = qstr_from_str("uapycsp.plugNplay");
  made->globals = new_globals(name);
  const mp_obj_t loaded = MP_OBJ_FROM_PTR(&MP_STATE_VM(mp_loaded_modules_dict));
  mp_obj_dict_store(loaded, MP_OBJ_NEW_QSTR(qstr_from_str("uapycsp.tasks")), MP_OBJ_FROM_PTR(&uapycsp_module));
  run_text(csp_text_plugnplay, csp_text_plugnplay_end, name, made->globals);
  mp_obj_dict_store(loaded, MP_OBJ_NEW_QSTR(name), reference(made));
  return reference(made);
}

void load(qstr name) {
  if (name == MP_QSTR_plugNplay) {
    mp_obj_dict_store(reference(kept()), MP_OBJ_NEW_QSTR(name), make_plugnplay());
  } else if (name == MP_QSTR_Chrono) {
    run_text(csp_text_chrono, csp_text_chrono_end, name, kept());
  } else if (name == MP_QSTR_Sequence || name == MP_QSTR_run_CSP || name == MP_QSTR_run_CSP_seq) {
    run_text(csp_text_composition, csp_text_composition_end, MP_QSTR_uapycsp, kept());
  } else {
    mp_raise_msg_varg(&mp_type_AttributeError, MP_ERROR_TEXT("module 'uapycsp' has no '%q'"), name);
  }
}

}  // namespace

mp_obj_t lookup(qstr name) {
  if (find(name) == MP_OBJ_NULL) load(name);
  return find(name);
}

extern "C" mp_obj_t csp_later_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  return mp_call_function_n_kw(lookup(object<csp_later_t>(self)->name), n, n_kw, args);
}

}  // namespace csp::micropython::library
