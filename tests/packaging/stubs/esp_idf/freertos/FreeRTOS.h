#pragma once
#include <stdint.h>
typedef uint32_t TickType_t;
typedef int BaseType_t;
#define pdTRUE 1
#define pdFALSE 0
#define portMAX_DELAY 0xffffffffu
#define portTICK_PERIOD_MS 10u
#define portYIELD_FROM_ISR() \
  do {                       \
  } while (0)
BaseType_t xPortInIsrContext();
