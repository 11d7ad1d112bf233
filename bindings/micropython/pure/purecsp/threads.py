"""upycsp: a process is a thread."""

from . import channel as channels
from .channel import NOT_YET, NOTHING, Meeting
from .choice import Choice, Guard, Skip, checked_seconds, refuse_to_be_wrapped
from .chrono import Chrono
from .chrono import ticks_diff as _ticks_diff
from .chrono import ticks_ms as _ticks_ms
from .ends import ReadSide, WriteSide
from .poison import POISONED, ChannelPoisonException, ChannelTimeoutException, PoisonException
from .queues import DequeQueue, ListQueue, deque_of
from .uthreading import Future, RLock, Thread, _thread, create_future, get_ident

use_queue = channels.use_queue

_lock = _thread.allocate_lock()  # guards every channel and every choice


class ChannelReadEnd(ReadSide):
    def __call__(self, *, timeout=None):
        if timeout is not None:
            return _within(self, timeout)
        channel = self._channel
        with _lock:
            value = channel.take()
            if value is not NOT_YET:
                return value
            offer = Future()
            channel.wait_to_read(offer)
        return channel.answer(offer, channel.abandon_read)

    def __iter__(self):
        return self

    def __next__(self):
        return self()

    def poison(self):
        with _lock:
            self._channel.end()


class ChannelWriteEnd(WriteSide):
    def __call__(self, value, *, timeout=None):
        if timeout is not None:
            return _within(self.alt_pending_write(value), timeout)
        channel = self._channel
        with _lock:
            if channel.give(value):
                return 0
            offer = Future()
            offer.value = value
            channel.wait_to_write(offer)
        return channel.answer(offer, channel.writers.discard)

    def poison(self):
        with _lock:
            self._channel.end(by_writer=True)


class Channel(Meeting):
    """Readers and writers meet here: `c.read()`, `c.write(v)`."""

    def __init__(self, name=""):
        super().__init__(name)
        # Without a global lock, no dict may grow once several threads look into it.
        self.readers = self.writers = self.stored = self.returned = NOTHING
        self.age = 0
        self.read = ChannelReadEnd(self)
        self.write = ChannelWriteEnd(self)

    def answer(self, offer, abandon):
        try:
            value = offer.wait()
        except BaseException:  # the program is interrupted
            with _lock:
                abandon(offer)
            raise
        if value is POISONED:
            raise self.poison_met()
        return value

    def __iter__(self):
        return self.read

    def poison(self):
        with _lock:
            self.end()

    def queue_len(self):
        with _lock:
            return super().queue_len()

    def verify(self):
        with _lock:
            super().verify()


BufferedChannel = channels.buffered(Channel)


class Timer(Guard):
    """Ready when `seconds` have passed since the select began; its value is None."""

    def __init__(self, seconds):
        self.seconds = checked_seconds(seconds)

    def enable(self, alt):
        if self not in alt.guards:
            refuse_to_be_wrapped(self)
        if checked_seconds(self.seconds) > 0:
            alt.wake_after(self)
        return self.seconds <= 0, None


class Alternative(Choice):
    """Selects one of its guards: `guard, value = alt.select()`. One thread at a time."""

    _timer = None  # the one that ends first

    def _select(self, first):
        with _lock:
            self.open()
        try:
            self._decide(first)
            return self.answer()
        finally:
            self._busy = False

    def _decide(self, first):
        self._timer = None
        since = _ticks_ms()
        keep = False
        try:
            if self._mixed:
                self.enable(first)
            with _lock:
                decided = self.offer_all(first)
                if not decided:
                    self._future = create_future()
            if not decided:
                self._wait(since)
            keep = True
        finally:
            with _lock:
                self.close(keep)
            raised = self.disable()
            if raised:
                with _lock:
                    self.unread_answer()
                raise raised

    def _wait(self, since):
        timer = self._timer
        if timer is not None:
            passed = _ticks_diff(_ticks_ms(), since) - 1  # at least: both looks were rounded down
            left = timer.seconds - max(passed, 0) / 1000
            if not self._future.wait_for(max(left, 0)):
                self.schedule(timer, None)
        self._future.wait()

    def wake_after(self, timer):
        if self._timer is None or timer.seconds < self._timer.seconds:
            self._timer = timer

    def schedule(self, guard, value):
        """Selects `guard`; False when the select is over, and the guard keeps its value. From any thread."""
        with _lock:
            return self.decide_unless_decided(guard, value)

    def try_channel(self, guard):
        with _lock:
            self.meet_at(guard)

    def __enter__(self):
        return self.select()

    def __exit__(self, kind, error, trace):
        pass


# These take the channels from here, which are complete now.
from .thread_processes import (
    _within,
    Parallel,
    Process,
    Sequence,
    Spawn,
    gather,
    poison_channel,
    poisonChannel,
    process,
    run_CSP,
    run_CSP_seq,
)


def __getattr__(name):
    """The ready-made processes are loaded when they are asked for."""
    if name != "plugNplay":
        raise AttributeError(name)
    from . import plugnplay_threads

    return plugnplay_threads
