"""A pin's hard interrupt and a timer write to channels; one process selects from both. For a Pico."""

from machine import Pin, Timer
from uapycsp import Alternative, Channel, InterruptWriter, process, run_CSP

presses, ticks = Channel("presses"), Channel("ticks")
pressed, ticked = InterruptWriter(presses.write), InterruptWriter(ticks.write)


def on_press(pin):
    """In the interrupt itself: it may not allocate."""
    pressed.try_write(True)


class Count:
    """Numbers the timer's ticks."""

    ticks = 0

    def __call__(self, timer):
        ticked.try_write(self.ticks)
        self.ticks += 1


@process
async def watch(expected):
    """Until it has seen as many presses; what else came."""
    alt, seen, got = Alternative(presses.read, ticks.read), 0, []
    while seen < expected:
        guard, value = await alt.fair_select()
        if guard == presses.read:
            seen += 1
        else:
            got.append(value)
    return seen, got


def main(button=2, expected=10, hertz=100):
    Pin(button, Pin.IN, Pin.PULL_DOWN).irq(on_press, Pin.IRQ_RISING, hard=True)
    timer = Timer(-1, freq=hertz, callback=Count())
    seen, got = run_CSP(watch(expected))[0]
    timer.deinit()
    in_order = got == list(range(len(got)))
    lost = pressed.dropped + ticked.dropped
    print("Interrupts: %d presses, %d ticks%s, %d lost" % (seen, len(got), " in order" if in_order else "", lost))
