// The Python texts in the firmware, and when they are compiled.
#include "library.hpp"

#include <initializer_list>

#define CSP_TEXT(name, file)                                                                             \
  __asm__(".section .rodata." #name "\n" #name ":\n.incbin \"" CSP_MICROPYTHON_DIR "/" file "\"\n" #name \
          "_end:\n.byte 0\n.text\n");                                                                    \
  extern "C" const char name[];                                                                          \
  extern "C" const char name##_end[]

CSP_TEXT(csp_text_chrono, "pure/purecsp/chrono.py");
#if MICROPY_PY_ASYNCIO
CSP_TEXT(csp_text_running, "pure/purecsp/running.py");
CSP_TEXT(csp_text_deadlock, "pure/purecsp/deadlock.py");
CSP_TEXT(csp_text_tasks, "src/tasks/uapycsp.py");
CSP_TEXT(csp_text_plugnplay_tasks, "pure/purecsp/plugnplay_tasks.py");
#endif
#if MICROPY_PY_THREAD
CSP_TEXT(csp_text_arguments, "pure/purecsp/arguments.py");
CSP_TEXT(csp_text_offer, "pure/purecsp/offer.py");
CSP_TEXT(csp_text_uthreading, "pure/purecsp/uthreading.py");
CSP_TEXT(csp_text_thread_processes, "pure/purecsp/thread_processes.py");
CSP_TEXT(csp_text_plugnplay_threads, "pure/purecsp/plugnplay_threads.py");
#endif

extern "C" const mp_obj_module_t uapycsp_module;

namespace csp::micropython::library {

void enter(const char* name, mp_obj_t module) {
  mp_obj_dict_store(MP_OBJ_FROM_PTR(&MP_STATE_VM(mp_loaded_modules_dict)), MP_OBJ_NEW_QSTR(qstr_from_str(name)),
                    module);
}

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

// The one by that name; null when there is none.
mp_obj_t entered(const char* name) {
  mp_map_elem_t* const found =
      mp_map_lookup(&MP_STATE_VM(mp_loaded_modules_dict).map, MP_OBJ_NEW_QSTR(qstr_from_str(name)), MP_MAP_LOOKUP);
  return found ? found->value : MP_OBJ_NULL;
}

mp_obj_t new_module(const char* called, const char* text, const char* end) {
  const qstr name = qstr_from_str(called);
  mp_obj_module_t* const made = mp_obj_malloc(mp_obj_module_t, &mp_type_module);
  made->globals = new_globals(name);
  run_text(text, end, name, made->globals);
  enter(called, reference(made));
  return reference(made);
}

}  // namespace

#if MICROPY_PY_ASYNCIO

namespace {

// Where what was compiled is kept.
mp_obj_dict_t* kept() {
  if (MP_STATE_VM(csp_library) == MP_OBJ_NULL) MP_STATE_VM(csp_library) = reference(new_globals(MP_QSTR_uapycsp));
  return object<mp_obj_dict_t>(MP_STATE_VM(csp_library));
}

mp_obj_t find(qstr name) {
  mp_map_elem_t* const found = mp_map_lookup(&kept()->map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
  return found ? found->value : MP_OBJ_NULL;
}

void load(qstr name) {
  if (name == MP_QSTR_Chrono) {
    run_text(csp_text_chrono, csp_text_chrono_end, name, kept());
  } else {
    run_text(csp_text_running, csp_text_running_end, MP_QSTR_uapycsp, kept());
    run_text(csp_text_deadlock, csp_text_deadlock_end, MP_QSTR_uapycsp, kept());
    run_text(csp_text_tasks, csp_text_tasks_end, MP_QSTR_uapycsp, kept());
  }
}

}  // namespace

mp_obj_t lookup(qstr name) {
  if (find(name) == MP_OBJ_NULL) load(name);
  return find(name);
}

// The text imports from its package's `tasks`, as it is called in the pure package. What was compiled takes the place
// of the module of the same name.
extern "C" mp_obj_t uapycsp_ready_made(qstr name) {
  mp_obj_t module = entered("uapycsp.plugNplay");
  if (module == MP_OBJ_NULL || module == MP_OBJ_FROM_PTR(&uapycsp_plugNplay)) {
    enter("uapycsp.tasks", MP_OBJ_FROM_PTR(&uapycsp_module));
    module = new_module("uapycsp.plugNplay", csp_text_plugnplay_tasks, csp_text_plugnplay_tasks_end);
  }
  return mp_load_attr(module, name);
}

#endif

#if MICROPY_PY_THREAD

namespace {

void copy(mp_obj_dict_t* to, mp_obj_t module, qstr name) {
  mp_obj_dict_store(reference(to), MP_OBJ_NEW_QSTR(name), mp_load_attr(module, name));
}

}  // namespace

// The texts import from their package's modules, as they are called in the pure package.
void add_thread_processes(mp_obj_dict_t* globals, mp_obj_t module) {
  enter("upycsp.threads", module);
  enter("upycsp.poison", module);
  copy(globals, new_module("upycsp.chrono", csp_text_chrono, csp_text_chrono_end), MP_QSTR_Chrono);
  new_module("upycsp.arguments", csp_text_arguments, csp_text_arguments_end);
  new_module("upycsp.offer", csp_text_offer, csp_text_offer_end);
  const mp_obj_t threading = new_module("upycsp.uthreading", csp_text_uthreading, csp_text_uthreading_end);
  for (const qstr name : {MP_QSTR_Thread, MP_QSTR_RLock, MP_QSTR_Future, MP_QSTR_create_future, MP_QSTR_get_ident})
    copy(globals, threading, name);
  const mp_obj_t processes =
      new_module("upycsp.thread_processes", csp_text_thread_processes, csp_text_thread_processes_end);
  for (const qstr name : {MP_QSTR_Process, MP_QSTR_process, MP_QSTR_Parallel, MP_QSTR_Sequence, MP_QSTR_Spawn,
                          MP_QSTR_gather, MP_QSTR_run_CSP, MP_QSTR_run_CSP_seq, MP_QSTR__within})
    copy(globals, processes, name);
}

extern "C" mp_obj_t upycsp_ready_made(qstr name) {
  mp_obj_t module = entered("upycsp.plugNplay");
  if (module == MP_OBJ_NULL || module == MP_OBJ_FROM_PTR(&upycsp_plugNplay))
    module = new_module("upycsp.plugNplay", csp_text_plugnplay_threads, csp_text_plugnplay_threads_end);
  return mp_load_attr(module, name);
}

#endif

extern "C" mp_obj_t csp_later_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  const csp_later_t& later = *object<csp_later_t>(self);
  return mp_call_function_n_kw(later.find(later.name), n, n_kw, args);
}

}  // namespace csp::micropython::library
