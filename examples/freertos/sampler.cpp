// A network beside the tasks of a program of FreeRTOS: a timer's interrupt samples, an urgent process takes the
// samples, a patient one sums them up, and a task of plain code reads the sums.

#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>

using csp::process, csp::reader, csp::status, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[12 * 1024];

// [interrupt]
using samples = csp::interrupt_writer<int, csp::drops_newest<8>>;
constinit samples* from_timer = nullptr;
constinit int sampled = 0;

void on_sample() { (void)from_timer->try_write(++sampled); }
// [/interrupt]

process take(reader<int> in, writer<int> out) {
  while (auto x = co_await in.next()) co_await out.write(*x);
}
process sum_up(reader<int> in, writer<int> sums, int each) {
  for (;;) {
    int sum = 0;
    for (int i = 0; i < each; ++i) sum += co_await in.read();
    co_await sums.write(sum);
  }
}

// [priority]
process network(reader<int> from_interrupt, writer<int> sums) {
  csp::channel<int, csp::fifo<8>> taken;
  co_await csp::par(take(std::move(from_interrupt), taken.writer()).named("take").priority(4).stack_size(768),
                    sum_up(taken.reader(), std::move(sums), 10).named("sum_up"));
}
// [/priority]

// [task]
csp::channel<int>* sums = nullptr;
SemaphoreHandle_t shown = nullptr;

// A task of the program, which is no process: it waits with the blocking forms.
void show(void*) {
  {
    auto in = sums->reader();
    for (int i = 0; i < 3; ++i) {
      board::say(static_cast<std::uint32_t>(*in.next().wait()));
      board::say("\n");
    }
  }
  csp::port::leave_task();
  xSemaphoreGive(shown);
  vTaskSuspend(nullptr);
}
// [/task]

constinit StaticTask_t place_of_show;
constinit StackType_t stack_of_show[256];
constinit StaticSemaphore_t place_of_shown;

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  csp::channel<int> all_sums, from_interrupt;
  sums = &all_sums;
  samples end(from_interrupt.writer());
  from_timer = &end;
  shown = xSemaphoreCreateBinaryStatic(&place_of_shown);
  const TaskHandle_t shows = xTaskCreateStatic(show, "show", 256, nullptr, 1, stack_of_show, &place_of_show);
  taskYIELD();  // it holds its end
  board::every(1'000'000, on_sample);
  const status how = csp::run(network(from_interrupt.reader(), all_sums.writer())).status();
  board::every(0, nullptr);
  xSemaphoreTake(shown, portMAX_DELAY);
  vTaskDelete(shows);
  return how == status::done ? 0 : 1;
}
