"""A handler writes to a channel, and a process reads."""

# needs: native
import micropython
from uapycsp import Channel, InterruptWriter, process, run_CSP

# [handler]
c = Channel("samples")
samples = InterruptWriter(c.write)


def handler(sample):
    """Called by an interrupt, or scheduled by one; False when the channel's reader is too late."""
    return samples.try_write(sample)
# [/handler]


@process
async def device():
    """Stands for a timer or a pin that interrupts."""
    for sample in (3, 4, 5):
        micropython.schedule(handler, sample)


# [reader]
@process
async def average(cin, count):
    total = 0
    for _ in range(count):
        total += await cin()
    print("on the average:", total / count, "lost:", samples.dropped)
    cin.poison()  # the interrupt has nobody to write to any more
# [/reader]


run_CSP(device(), average(c.read, 3))

# prints: on the average: 4.0 lost: 0
