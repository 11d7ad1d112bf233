// The functions and types of one module, for C and C++: CSP_(name) puts the module's name in front of each.
// To be included once for each module, with CSP_ defined.

extern const mp_obj_type_t CSP_(Channel_type), CSP_(BufferedChannel_type), CSP_(ChannelReadEnd_type),
    CSP_(ChannelWriteEnd_type), CSP_(PendingWrite_type), CSP_(Alternative_type);

mp_obj_t CSP_(channel_make_new)(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
mp_obj_t CSP_(buffered_channel_make_new)(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
void CSP_(channel_attr)(mp_obj_t self, qstr attr, mp_obj_t *dest);
void CSP_(channel_print)(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);
mp_obj_t CSP_(channel_queue_len)(mp_obj_t self);
mp_obj_t CSP_(channel_verify)(mp_obj_t self);

void CSP_(end_attr)(mp_obj_t self, qstr attr, mp_obj_t *dest);
void CSP_(end_print)(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);
mp_obj_t CSP_(end_channel)(mp_obj_t self);
mp_obj_t CSP_(poison)(mp_obj_t self);
mp_obj_t CSP_(read_end_call)(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);
mp_obj_t CSP_(write_end_call)(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);

mp_obj_t CSP_(pending_write_new)(mp_obj_t end, mp_obj_t value);
void CSP_(pending_write_print)(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);

mp_obj_t CSP_(alternative_make_new)(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
void CSP_(alternative_print)(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);
mp_obj_t CSP_(alternative_select)(mp_obj_t self);
mp_obj_t CSP_(alternative_pri_select)(mp_obj_t self);
mp_obj_t CSP_(alternative_schedule)(mp_obj_t self, mp_obj_t guard, mp_obj_t value);
mp_obj_t CSP_(alternative_exit)(size_t n_args, const mp_obj_t *args);
