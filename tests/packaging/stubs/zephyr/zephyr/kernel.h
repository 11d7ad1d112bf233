#pragma once
#include <stdint.h>
typedef struct {
  int64_t microseconds;
} k_timeout_t;
#define CONFIG_SYS_CLOCK_TICKS_PER_SEC 10000
#define K_FOREVER (k_timeout_t{-1})
#define K_USEC(t) (k_timeout_t{t})
struct k_sem {
  unsigned count, limit;
};
#define K_SEM_DEFINE(name, initial, most) k_sem name = {initial, most}
int k_sem_take(k_sem* sem, k_timeout_t at_most);
void k_sem_give(k_sem* sem);
int64_t k_uptime_ticks();
uint64_t k_ticks_to_us_floor64(uint64_t ticks);
