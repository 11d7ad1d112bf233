// What becomes of a value.
#pragma once
#include <cstdint>

namespace lossless {

enum class value_outcome : std::uint8_t {
  with_writer,  // its write did not complete
  delivered,    // to one reader, once
  dropped,      // by a dropping buffer, and counted
  destroyed,    // in a buffer that nobody could read any more
  lost,         // committed to a reader that was ended before it could look
  buffered,     // on its way
};

constexpr const char* value_outcome_names[] = {
    "with its writer", "delivered", "dropped", "destroyed in a buffer", "lost with its ended reader",
    "left in a buffer"};

}  // namespace lossless
