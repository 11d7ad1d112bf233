"""A stopwatch, with the interface that the thesis took from Pycom's `machine.Timer.Chrono`."""

import time

if hasattr(time, "ticks_us"):
    from time import ticks_diff, ticks_ms, ticks_us
else:

    def ticks_us():
        return time.perf_counter_ns() // 1000

    def ticks_ms():
        return ticks_us() // 1000

    def ticks_diff(later, earlier):
        return later - earlier


def milliseconds_of(seconds):
    """So many, rounded up, and one more: the clock from which they are counted is rounded down."""
    if seconds <= 0:
        return 0
    exact = seconds * 1000
    whole = int(exact)
    return whole + (whole < exact) + 1


if hasattr(time, "ticks_add"):

    def check_interval(seconds):
        """ValueError when the clock wraps too early for it: it counts less than half of its period."""
        try:
            time.ticks_add(0, milliseconds_of(seconds))
        except OverflowError:
            raise ValueError("a Timer takes less than half the period of the clock, %s seconds are more" % seconds)

else:

    def check_interval(seconds):
        """The clock does not wrap."""


_US_IS_SAFE_MS = 400_000  # on a microcontroller ticks_us is ambiguous after some 500 seconds, ticks_ms after days


class Chrono:
    """Counts while it runs. A new one is stopped, at zero."""

    def __init__(self):
        self._running = False
        self._passed = 0  # microseconds, without those of the present run

    def start(self):
        if not self._running:
            self._running = True
            self._since_us, self._since_ms = ticks_us(), ticks_ms()

    def stop(self):
        """It keeps its time; `start` goes on from there."""
        self._passed = self.read_us()
        self._running = False

    def reset(self):
        """Zero; a running one goes on running."""
        self._passed = 0
        if self._running:
            self._since_us, self._since_ms = ticks_us(), ticks_ms()

    def read_us(self):
        return self._passed + (self._this_run() if self._running else 0)

    def read_ms(self):
        return self.read_us() // 1000

    def read(self):
        """Seconds, as a float."""
        return self.read_us() / 1_000_000

    def _this_run(self):
        passed_ms = ticks_diff(ticks_ms(), self._since_ms)
        return passed_ms * 1000 if passed_ms > _US_IS_SAFE_MS else ticks_diff(ticks_us(), self._since_us)
