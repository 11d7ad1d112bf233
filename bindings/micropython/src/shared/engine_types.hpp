// The Python types of one module, by its engine. To be included once by each, within the namespace of the binding, with
// CSP_ and CSP_ENGINE defined.

template <>
struct types<CSP_ENGINE> {
  static const mp_obj_type_t& channel() { return CSP_(Channel_type); }
  static const mp_obj_type_t& buffered_channel() { return CSP_(BufferedChannel_type); }
  static const mp_obj_type_t& read_end() { return CSP_(ChannelReadEnd_type); }
  static const mp_obj_type_t& write_end() { return CSP_(ChannelWriteEnd_type); }
  static const mp_obj_type_t& pending_write() { return CSP_(PendingWrite_type); }
  static const mp_obj_type_t& alternative() { return CSP_(Alternative_type); }
};
