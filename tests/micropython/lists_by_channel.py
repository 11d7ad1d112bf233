"""Eight threads send lists to each other over a channel while all of them collect garbage."""

import gc
from upycsp import *

COUNT = 100


@process
def write(out, mine):
    for i in range(COUNT):
        out([mine, i])
        if i % 5 == 0:
            gc.collect()


@process
def read(into):
    got = []
    for i in range(COUNT):
        got.append(into())
        if i % 7 == 0:
            gc.collect()
    return got


c = Channel("c")
results = run_CSP(*[write(c.write, i) for i in range(4)], *[read(c.read) for _ in range(4)])
got = sorted(tuple(value) for one in results[4:] for value in one)
print("every list once" if got == [(i, k) for i in range(4) for k in range(COUNT)] else got)
