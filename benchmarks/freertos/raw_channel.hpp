// What stands for a channel of int in a program of FreeRTOS alone.
#pragma once

#include <csp/port/freertos.hpp>

namespace bench {

// A queue of one value: whoever writes goes on at once while there is room.
class raw_queue {
 public:
  raw_queue() : queue_(xQueueCreateStatic(1, sizeof(int), storage_, &place_)) {}
  raw_queue(const raw_queue&) = delete;
  raw_queue& operator=(const raw_queue&) = delete;

  void write(int x) { xQueueSend(queue_, &x, portMAX_DELAY); }
  int read() {
    int x = 0;
    xQueueReceive(queue_, &x, portMAX_DELAY);
    return x;
  }
  QueueHandle_t handle() const { return queue_; }

 private:
  std::uint8_t storage_[sizeof(int)];
  StaticQueue_t place_;
  QueueHandle_t queue_;
};

// A rendezvous: whoever writes waits until the value has been taken.
class raw_rendezvous {
 public:
  raw_rendezvous() : taken_(xSemaphoreCreateBinaryStatic(&place_)) {}
  raw_rendezvous(const raw_rendezvous&) = delete;
  raw_rendezvous& operator=(const raw_rendezvous&) = delete;

  void write(int x) {
    queue_.write(x);
    xSemaphoreTake(taken_, portMAX_DELAY);
  }
  int read() {
    const int x = queue_.read();
    xSemaphoreGive(taken_);
    return x;
  }
  QueueHandle_t handle() const { return queue_.handle(); }

 private:
  raw_queue queue_;
  StaticSemaphore_t place_;
  SemaphoreHandle_t taken_;
};

}  // namespace bench
