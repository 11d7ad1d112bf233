// From reset to main() on the MPS2 AN385, in a task of FreeRTOS. No static constructors: the linker script refuses
// them.
#include <csp/port/freertos.hpp>
#include <cstdint>

#include "../board.hpp"

extern "C" {
extern std::uint32_t data_begin[], data_end[], bss_begin[], bss_end[];
extern const std::uint32_t data_in_flash[];
extern char top_of_stack[];
int program() asm("main");  // which C++ itself may not call

void on_supervisor_call();
void on_pended_switch();
void on_systick();

// A fault, or an interrupt that nobody handles.
void unexpected() { board::exit(2); }

// Whoever uses the device defines the handler.
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_received();
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_sent();
[[gnu::weak, gnu::alias("unexpected")]] void on_timer();
}

namespace {

template <std::size_t Words>
struct task_memory {
  StaticTask_t place;
  StackType_t stack[Words];
};
constinit task_memory<8192> main_memory;  // the laws use much of it
constinit task_memory<64> idle_memory;

// Interrupts that call the kernel must not be more urgent than it allows.
void make_interrupts_less_urgent() {
  auto* const priorities = reinterpret_cast<volatile std::uint8_t*>(0xE000E400);
  for (int i = 0; i < 32; ++i) priorities[i] = 0x80;
}

void run_program(void*) { board::exit(program()); }

}  // namespace

extern "C" {

void vApplicationGetIdleTaskMemory(StaticTask_t** place, StackType_t** stack, std::uint32_t* words) {
  *place = &idle_memory.place;
  *stack = idle_memory.stack;
  *words = sizeof idle_memory.stack / sizeof(StackType_t);
}

void vApplicationIdleHook() { asm volatile("dsb\n wfi" ::: "memory"); }

[[noreturn]] void reset() {
  const std::uint32_t* from = data_in_flash;
  for (std::uint32_t* to = data_begin; to != data_end;) *to++ = *from++;
  for (std::uint32_t* to = bss_begin; to != bss_end;) *to++ = 0;
  make_interrupts_less_urgent();
  xTaskCreateStatic(run_program, "main", sizeof main_memory.stack / sizeof(StackType_t), nullptr, 1, main_memory.stack,
                    &main_memory.place);
  vTaskStartScheduler();
  unexpected();
  for (;;) asm volatile("");
}
}

namespace {

using handler = void (*)();

struct vector_table {
  char* stack = top_of_stack;
  handler reset_handler = reset;
  handler faults[9] = {unexpected, unexpected, unexpected, unexpected, unexpected,
                       unexpected, unexpected, unexpected, unexpected};
  handler supervisor_call = on_supervisor_call;
  handler reserved[2] = {unexpected, unexpected};
  handler pended_switch = on_pended_switch;
  handler systick = on_systick;
  handler serial_received = on_serial_received;
  handler serial_sent = on_serial_sent;
  handler others[8] = {unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected};
  handler timer = on_timer;
};

[[gnu::section(".vectors"), gnu::used]] constinit const vector_table vectors;

}  // namespace
