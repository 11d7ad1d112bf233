// As much of an Arduino core as the library uses.
#include <Arduino.h>

#include <chrono>
#include <cstdio>
#include <thread>

serial_line Serial;

uint32_t micros() {
  using namespace std::chrono;
  return static_cast<uint32_t>(duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count());
}
uint32_t millis() {
  using namespace std::chrono;
  return static_cast<uint32_t>(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}
void yield() { std::this_thread::yield(); }
size_t serial_line::write(const char* text, size_t size) { return std::fwrite(text, 1, size, stdout); }
size_t serial_line::print(unsigned number) { return static_cast<size_t>(std::printf("%u", number)); }
void serial_line::flush() { std::fflush(stdout); }
