#pragma once
#include <stddef.h>
#include <stdint.h>
uint32_t micros();
uint32_t millis();
void yield();
struct serial_line {
  void begin(unsigned long) {}
  size_t write(const char* text, size_t size);
  size_t print(unsigned number);
  void flush();
};
extern serial_line Serial;
