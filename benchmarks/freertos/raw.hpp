// What FreeRTOS alone costs, in instructions.
#pragma once
#include <cstdint>

namespace bench {

// From one task to another and back, by notifications: of each there and back.
std::uint32_t raw_ping_pong(std::uint32_t rounds);
// Of a communication in CommsTime: over a queue of one and a semaphore, so that a write waits until the value was
// taken; and over queues of one, which it does not.
std::uint32_t raw_commstime(std::uint32_t rounds);
std::uint32_t raw_buffered_commstime(std::uint32_t rounds);
// Of a select from a set of five queues with a semaphore each, at which two tasks write, and of what it takes to write.
std::uint32_t raw_stressed(std::uint32_t selects);

}  // namespace bench
