// The module `plugNplay` of one module. To be included once by each, after tables.h.
//
// Its names are here, so that all forms of import find them; what they do is Python, compiled at the first call.

CSP_LATER(Identity, CSP_(ready_made));
CSP_LATER(Prefix, CSP_(ready_made));
CSP_LATER(SeqDelta2, CSP_(ready_made));
CSP_LATER(ParDelta2, CSP_(ready_made));
CSP_LATER(Delta2, CSP_(ready_made));
CSP_LATER(Successor, CSP_(ready_made));
CSP_LATER(SkipProcess, CSP_(ready_made));
CSP_LATER(Mux2, CSP_(ready_made));
CSP_LATER(Merge, CSP_(ready_made));
CSP_LATER(poison_chans, CSP_(ready_made));

static const mp_rom_map_elem_t plugnplay_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_plugNplay) },
    CSP_LATER_ENTRY(Identity),
    CSP_LATER_ENTRY(Prefix),
    CSP_LATER_ENTRY(SeqDelta2),
    CSP_LATER_ENTRY(ParDelta2),
    CSP_LATER_ENTRY(Delta2),
    CSP_LATER_ENTRY(Successor),
    CSP_LATER_ENTRY(SkipProcess),
    CSP_LATER_ENTRY(Mux2),
    CSP_LATER_ENTRY(Merge),
    CSP_LATER_ENTRY(poison_chans),
};
static MP_DEFINE_CONST_DICT(plugnplay_globals, plugnplay_globals_table);
const mp_obj_module_t CSP_(plugNplay) = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&plugnplay_globals,
};
