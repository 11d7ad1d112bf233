// The Python types of one module, out of its functions. To be included once by each, with CSP_ defined, and with what
// differs: CSP_X_FLAGS, CSP_X_ITERATION and CSP_X_METHODS for X of CHANNEL, READ_END, WRITE_END and ALTERNATIVE.

static MP_DEFINE_CONST_FUN_OBJ_1(poison_obj, CSP_(poison));
static MP_DEFINE_CONST_FUN_OBJ_1(queue_len_obj, CSP_(channel_queue_len));
static MP_DEFINE_CONST_FUN_OBJ_1(verify_obj, CSP_(channel_verify));
static MP_DEFINE_CONST_FUN_OBJ_1(channel_obj, CSP_(end_channel));
static MP_DEFINE_CONST_FUN_OBJ_2(alt_pending_write_obj, CSP_(pending_write_new));
static MP_DEFINE_CONST_FUN_OBJ_1(select_obj, CSP_(alternative_select));
static MP_DEFINE_CONST_FUN_OBJ_1(pri_select_obj, CSP_(alternative_pri_select));
static MP_DEFINE_CONST_FUN_OBJ_3(schedule_obj, CSP_(alternative_schedule));
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(exit_obj, 4, 4, CSP_(alternative_exit));

static const mp_rom_map_elem_t channel_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_poison), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_queue_len), MP_ROM_PTR(&queue_len_obj) },
    { MP_ROM_QSTR(MP_QSTR_verify), MP_ROM_PTR(&verify_obj) },
    CSP_CHANNEL_METHODS
};
static MP_DEFINE_CONST_DICT(channel_locals, channel_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(CSP_(Channel_type), MP_QSTR_Channel, CSP_CHANNEL_FLAGS,
    make_new, CSP_(channel_make_new), print, CSP_(channel_print), attr, CSP_(channel_attr),
    CSP_CHANNEL_ITERATION locals_dict, &channel_locals);
MP_DEFINE_CONST_OBJ_TYPE(CSP_(BufferedChannel_type), MP_QSTR_BufferedChannel, CSP_CHANNEL_FLAGS,
    make_new, CSP_(buffered_channel_make_new), print, CSP_(channel_print), attr, CSP_(channel_attr),
    CSP_CHANNEL_ITERATION parent, &CSP_(Channel_type), locals_dict, &channel_locals);

static const mp_rom_map_elem_t read_end_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_poison), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_channel), MP_ROM_PTR(&channel_obj) },
    CSP_READ_END_METHODS
};
static MP_DEFINE_CONST_DICT(read_end_locals, read_end_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(CSP_(ChannelReadEnd_type), MP_QSTR_ChannelReadEnd, CSP_READ_END_FLAGS,
    call, CSP_(read_end_call), print, CSP_(end_print), attr, CSP_(end_attr),
    CSP_READ_END_ITERATION parent, &csp_Guard_type, locals_dict, &read_end_locals);

static const mp_rom_map_elem_t write_end_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_poison), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_channel), MP_ROM_PTR(&channel_obj) },
    { MP_ROM_QSTR(MP_QSTR_alt_pending_write), MP_ROM_PTR(&alt_pending_write_obj) },
    CSP_WRITE_END_METHODS
};
static MP_DEFINE_CONST_DICT(write_end_locals, write_end_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(CSP_(ChannelWriteEnd_type), MP_QSTR_ChannelWriteEnd, CSP_WRITE_END_FLAGS,
    call, CSP_(write_end_call), print, CSP_(end_print), attr, CSP_(end_attr),
    CSP_WRITE_END_ITERATION locals_dict, &write_end_locals);

MP_DEFINE_CONST_OBJ_TYPE(CSP_(PendingWrite_type), MP_QSTR_PendingWrite, MP_TYPE_FLAG_NONE,
    print, CSP_(pending_write_print), parent, &csp_Guard_type);

static const mp_rom_map_elem_t alternative_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_select), MP_ROM_PTR(&select_obj) },
    { MP_ROM_QSTR(MP_QSTR_fair_select), MP_ROM_PTR(&select_obj) },
    { MP_ROM_QSTR(MP_QSTR_fairSelect), MP_ROM_PTR(&select_obj) },
    { MP_ROM_QSTR(MP_QSTR_pri_select), MP_ROM_PTR(&pri_select_obj) },
    { MP_ROM_QSTR(MP_QSTR_priSelect), MP_ROM_PTR(&pri_select_obj) },
    { MP_ROM_QSTR(MP_QSTR_schedule), MP_ROM_PTR(&schedule_obj) },
    CSP_ALTERNATIVE_METHODS
};
static MP_DEFINE_CONST_DICT(alternative_locals, alternative_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(CSP_(Alternative_type), MP_QSTR_Alternative, CSP_ALTERNATIVE_FLAGS,
    make_new, CSP_(alternative_make_new), print, CSP_(alternative_print),
    CSP_ALTERNATIVE_ITERATION locals_dict, &alternative_locals);
