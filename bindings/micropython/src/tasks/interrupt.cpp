// InterruptWriter: where interrupts write, and tasks of asyncio read. The interrupt puts its value into a ring; the
// machine's scheduler, which it asks for that, lets the values out, where no operation is half done.
#include "../shared/library.hpp"
#include "asyncio_task.hpp"
#include "channel_of_tasks.hpp"

extern "C" {
#include "../csp_interrupt.h"
}

namespace csp::micropython {
namespace {

using task_end = end<asyncio_engine>;

constexpr std::uint16_t capacity = 16;

class interrupt_source final : public core::source<asyncio_engine> {
 public:
  explicit interrupt_source(core::rendezvous<asyncio_engine>& at)
      : core::source<asyncio_engine>(at, core::side::writer) {}

  bool try_write(mp_obj_t value) {
    mp_obj_t* const room = is_open() ? ring_.room() : nullptr;
    if (!room) {
      dropped_.set(dropped_.get() + 1);
      return false;
    }
    *room = value;
    ring_.push();
    return true;
  }
  bool is_open() const { return how_.get() == status::would_wait; }
  std::uint32_t dropped() const { return dropped_.get(); }
  void hear_of_poison() { how_.set(status::poisoned); }

 private:
  void* next_slot() override { return ring_.oldest(); }
  void exchange(void* theirs) override { *static_cast<mp_obj_t*>(theirs) = *static_cast<mp_obj_t*>(payload); }
  void on_moved() override { ring_.pop(); }
  void on_ended(status how) override { how_.set(how); }

  core::ring<mp_obj_t, capacity> ring_;
  core::shared_word<std::uint32_t> dropped_{0};
  core::shared_word<status> how_{status::would_wait};
};

struct interrupt_writer {
  mp_obj_base_t base;
  core::rendezvous<asyncio_engine>* at;  // the head of its block
  interrupt_writer* next;                // among those that live
  union {
    interrupt_source source;
  };
};

interrupt_writer*& first() { return reinterpret_cast<interrupt_writer*&>(MP_STATE_VM(csp_interrupt_writers)); }

// The machine's scheduler has room for few calls: one at a time is asked for, and the loop looks here by itself.
constinit core::shared_word<bool> interrupted{false};
constinit core::shared_word<bool> scheduled{false};

bool write(mp_obj_t self, mp_obj_t value) {
  const bool written = object<interrupt_writer>(self)->source.try_write(value);
  interrupted.set(true);
  if (!scheduled.get()) scheduled.set(mp_sched_schedule(MP_OBJ_FROM_PTR(&uapycsp_let_out_obj), mp_const_none));
  return written;
}

}  // namespace

// Those whose channels have ended are forgotten.
void let_out_interrupts() {
  if (!interrupted.get()) return;
  interrupted.set(false);
  for (interrupt_writer** w = &first(); *w;) {
    (*w)->source.refresh();
    if ((*w)->source.is_open()) {
      w = &(*w)->next;
    } else {
      *w = (*w)->next;
    }
  }
}

void let_interrupts_hear_of_poison(const core::rendezvous<asyncio_engine>& at) {
  for (interrupt_writer* w = first(); w; w = w->next)
    if (w->at == &at) w->source.hear_of_poison();
}

bool some_interrupt_writes() {
  for (const interrupt_writer* w = first(); w; w = w->next)
    if (w->source.is_open() && !w->at->has_ended()) return true;
  return false;
}

void forget_interrupts() {
  first() = nullptr;
  interrupted.set(false);
  scheduled.set(false);
}

extern "C" {

mp_obj_t uapycsp_let_out(mp_obj_t) {
  scheduled.set(false);
  let_out_interrupts();
  return mp_const_none;
}

bool csp_try_write(mp_obj_t writer, mp_int_t value) { return write(writer, MP_OBJ_NEW_SMALL_INT(value)); }

// Asyncio's own loop ends when there is nothing on its queue, whoever may still interrupt.
static void stay_awake(mp_obj_t writer) {
  const mp_obj_t loop = context::global(MP_QSTR_run_until_complete);
  if (loop == MP_OBJ_FROM_PTR(&uapycsp_run_until_complete_obj)) return;
  mp_call_function_1(library::lookup(MP_QSTR__stay_awake), writer);
}

// InterruptWriter(write_end)
mp_obj_t uapycsp_interrupt_writer_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_arg_check_num(n, n_kw, 1, 1, false);
  if (!has_type(args[0], uapycsp_ChannelWriteEnd_type))
    raise_about(mp_type_TypeError, "an InterruptWriter takes a channel's write end, not ", args[0], "");
  core::rendezvous<asyncio_engine>& at = *object<task_end>(args[0])->at;
  auto* const w = static_cast<interrupt_writer*>(m_malloc0(sizeof(interrupt_writer)));
  w->base.type = type;
  w->at = &at;
  ::new (&w->source) interrupt_source(at);
  if (at.has_ended()) w->source.hear_of_poison();
  w->next = first();
  first() = w;
  stay_awake(reference(w));
  return reference(w);
}

// What a handler writes must need no memory: a small number, or an object that somebody else keeps.
mp_obj_t uapycsp_interrupt_writer_try_write(mp_obj_t self, mp_obj_t value) {
  return mp_obj_new_bool(write(self, value));
}

void uapycsp_interrupt_writer_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL) return;
  let_out_interrupts();
  const interrupt_source& source = object<interrupt_writer>(self)->source;
  if (attr == MP_QSTR_dropped) {
    dest[0] = mp_obj_new_int_from_uint(source.dropped());
  } else if (attr == MP_QSTR_open) {
    dest[0] = mp_obj_new_bool(source.is_open() && !object<interrupt_writer>(self)->at->has_ended());
  } else {
    dest[1] = MP_OBJ_SENTINEL;
  }
}

}  // extern "C"

}  // namespace csp::micropython
