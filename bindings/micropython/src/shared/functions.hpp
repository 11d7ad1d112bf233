// The functions of one module that differ only in its engine. To be included once by each, within extern "C" and the
// namespace of the binding, with CSP_ and CSP_ENGINE defined.

mp_obj_t CSP_(channel_make_new)(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_channel<CSP_ENGINE>(type, n, n_kw, args);
}
mp_obj_t CSP_(buffered_channel_make_new)(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_buffered_channel<CSP_ENGINE>(type, n, n_kw, args);
}
void CSP_(channel_attr)(mp_obj_t self, qstr attr, mp_obj_t* dest) { channel_attr<CSP_ENGINE>(self, attr, dest); }
void CSP_(channel_print)(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  channel_print<CSP_ENGINE>(print, self, kind);
}
mp_obj_t CSP_(channel_queue_len)(mp_obj_t self) { return queue_len<CSP_ENGINE>(self); }
mp_obj_t CSP_(channel_verify)(mp_obj_t self) { return verify<CSP_ENGINE>(self); }

void CSP_(end_attr)(mp_obj_t self, qstr attr, mp_obj_t* dest) { end_attr<CSP_ENGINE>(self, attr, dest); }
void CSP_(end_print)(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  end_print<CSP_ENGINE>(print, self, kind);
}
mp_obj_t CSP_(end_channel)(mp_obj_t self) { return channel_of<CSP_ENGINE>(self); }

mp_obj_t CSP_(pending_write_new)(mp_obj_t self, mp_obj_t value) { return new_pending_write<CSP_ENGINE>(self, value); }
void CSP_(pending_write_print)(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  pending_write_print<CSP_ENGINE>(print, self, kind);
}

mp_obj_t CSP_(alternative_make_new)(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_alternative<CSP_ENGINE>(type, n, n_kw, args);
}
void CSP_(alternative_print)(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  alternative_print<CSP_ENGINE>(print, self, kind);
}
mp_obj_t CSP_(alternative_schedule)(mp_obj_t self, mp_obj_t guard, mp_obj_t value) {
  return schedule_guard<CSP_ENGINE>(self, guard, value);
}
