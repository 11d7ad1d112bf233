"""The same without any channel: eight threads move lists through a global list and a lock."""

import _thread
import gc
import time

COUNT = 100

between = []
lock = _thread.allocate_lock()
all_got = []
ended = []


def write(mine):
    for i in range(COUNT):
        with lock:
            between.append([mine, i])
        if i % 5 == 0:
            gc.collect()


def read():
    got = []
    while len(got) < COUNT:
        with lock:
            value = between.pop(0) if between else None
        if value is None:
            time.sleep_ms(1)
            continue
        got.append(value)
        if len(got) % 7 == 1:
            gc.collect()
    with lock:
        all_got.extend(got)
        ended.append(True)


for number in range(4):
    _thread.start_new_thread(write, (number,))
    _thread.start_new_thread(read, ())
while len(ended) < 4:
    time.sleep_ms(1)
got = sorted(tuple(value) for value in all_got)
print("every list once" if got == [(i, k) for i in range(4) for k in range(COUNT)] else got)
