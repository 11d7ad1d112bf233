// FreeRTOS alone: a ping-pong of notifications; CommsTime and Stressed Alternatives over queues.
#include "raw.hpp"

#include <board.hpp>

#include "raw_channel.hpp"
#include "raw_task.hpp"

namespace bench {
namespace {

void pong(TaskHandle_t& other) {
  for (;;) {
    ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
    xTaskNotifyGive(other);
  }
}

// --- CommsTime

template <class Channel>
struct ring {
  Channel a, b, c, d;
};
template <class Channel>
void prefix(ring<Channel>& r) {
  r.a.write(0);
  for (;;) r.a.write(r.c.read());
}
template <class Channel>
void delta(ring<Channel>& r) {
  for (;;) {
    const int x = r.a.read();
    r.b.write(x);
    r.d.write(x);
  }
}
template <class Channel>
void successor(ring<Channel>& r) {
  for (;;) r.c.write(1 + r.b.read());
}

template <class Channel>
std::uint32_t commstime(std::uint32_t rounds) {
  ring<Channel> r;
  const raw_task first(prefix<Channel>, r), second(delta<Channel>, r), third(successor<Channel>, r);
  r.d.read();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) r.d.read();
  return board::counted_since(before) / (4 * rounds);
}

// --- Stressed Alternatives

template <class Channel>
void source(Channel& c) {
  for (int i = 0;; ++i) c.write(i);
}

// The set must know each queue before anything is in it.
template <class Channel>
class sources {
 public:
  explicit sources(QueueSetHandle_t set) : joined_(xQueueAddToSet(c.handle(), set)) {}
  Channel c;

 private:
  BaseType_t joined_;
  raw_task<Channel> first_{source<Channel>, c}, second_{source<Channel>, c};
};

template <class Channel>
std::uint32_t stressed(std::uint32_t selects) {
  static const QueueSetHandle_t set = xQueueCreateSet(5);
  sources<Channel> a(set), b(set), c(set), d(set), e(set);
  sources<Channel>* const all[] = {&a, &b, &c, &d, &e};
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i < selects + 50; ++i) {
    if (i == 50) before = board::begin_count();
    const QueueSetMemberHandle_t ready = xQueueSelectFromSet(set, portMAX_DELAY);
    for (auto* each : all)
      if (each->c.handle() == ready) each->c.read();
  }
  return board::counted_since(before) / selects;
}

}  // namespace

std::uint32_t raw_ping_pong(std::uint32_t rounds) {
  TaskHandle_t me = xTaskGetCurrentTaskHandle();
  const raw_task other(pong, me);
  const auto ping = [&] {
    xTaskNotifyGive(other.handle());
    ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
  };
  ping();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) ping();
  return board::counted_since(before) / rounds;
}

std::uint32_t raw_commstime(std::uint32_t rounds) { return commstime<raw_rendezvous>(rounds); }
std::uint32_t raw_buffered_commstime(std::uint32_t rounds) { return commstime<raw_queue>(rounds); }
std::uint32_t raw_stressed(std::uint32_t selects) { return stressed<raw_rendezvous>(selects); }

}  // namespace bench
