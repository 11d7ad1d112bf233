"""upycsp: a process is a thread."""

from . import channel as channels
from .channel import Meeting, Offer
from .choice import Choice, Guard, Skip
from .chrono import Chrono
from .ends import ReadSide, WriteSide
from .poison import POISONED, ChannelPoisonException, PoisonException
from .queues import DequeQueue, ListQueue, deque_of
from .uthreading import Future, RLock, Thread, _thread, create_future, get_ident

use_queue = channels.use_queue

_lock = _thread.allocate_lock()  # guards every channel and every choice


class ChannelReadEnd(ReadSide):
    def __call__(self):
        channel = self._channel
        offer = Offer()
        with _lock:
            if channel.begin_read(offer):
                return offer.value
        return channel.answer(offer)

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return self()
        except ChannelPoisonException:
            raise StopIteration

    def poison(self):
        with _lock:
            self._channel.end()


class ChannelWriteEnd(WriteSide):
    def __call__(self, value):
        channel = self._channel
        offer = Offer(value)
        with _lock:
            if channel.begin_write(offer):
                return 0
        return channel.answer(offer)

    def poison(self):
        with _lock:
            self._channel.end(by_writer=True)


class Channel(Meeting):
    """Readers and writers meet here: `c.read()`, `c.write(v)`."""

    def __init__(self, name=""):
        super().__init__(name)
        self.read = ChannelReadEnd(self)
        self.write = ChannelWriteEnd(self)

    new_future = staticmethod(create_future)

    def answer(self, offer):
        value = offer.future.wait()
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


class BufferedChannel(Channel):
    """A write completes when the buffer has a place."""

    def __init__(self, name="", size=1):
        if size < 1:
            raise ValueError("a buffer has at least 1 place")
        super().__init__(name)
        self.capacity = size


class Timer(Guard):
    """Ready when `seconds` have passed since the select began; its value is None."""

    def __init__(self, seconds):
        self.seconds = seconds

    def enable(self, alt):
        if self.seconds > 0:
            alt.wake_after(self)
        return self.seconds <= 0, None


class Alternative(Choice):
    """Selects one of its guards: `guard, value = alt.select()`. One thread at a time."""

    _timer = None  # the one that ends first

    def select(self):
        return self._select(self._turn)

    fair_select = fairSelect = select

    def pri_select(self):
        return self._select(0)

    priSelect = pri_select

    def _select(self, first):
        with _lock:
            self.open()
        self._timer = None
        try:
            if self._mixed:
                self.enable(first)
            with _lock:
                decided = self.offer_all(first)
                if not decided:
                    self._future = create_future()
            if not decided:
                self._wait()
        finally:
            with _lock:
                self.close()
            self.disable()
        return self.answer()

    def _wait(self):
        timer = self._timer
        if timer is not None and not self._future.wait_for(timer.seconds):
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
            super().try_channel(guard)

    def __enter__(self):
        return self.select()

    def __exit__(self, kind, error, trace):
        pass


def _poison_all(arguments):
    for each in arguments:
        if isinstance(each, (Channel, ChannelReadEnd, ChannelWriteEnd)):
            each.poison()


class Process(Thread):
    """A thread that calls `function`, or an overridden `run`; afterwards `retval` is its result.

    When it meets poison, or an exception leaves it, it poisons the channels and ends among its arguments, unless
    `propagate` is False.
    """

    propagate = True
    verbose_poison = False
    retval = None
    poisoned = False
    failure = None
    _awaited = False

    def __init__(self, function=None, *args, **kwargs):
        super().__init__(function, None, args, kwargs)

    def run(self):
        self.retval = self.target(*self.args, **self.kwargs)

    def failed(self, error):
        if self.propagate:
            self.poison_arguments()
        if isinstance(error, ChannelPoisonException):
            self.poisoned = True
            if self.verbose_poison:
                print("process %s was poisoned" % self.target.__name__)
            return
        self.failure = error
        if not self._awaited:
            super().failed(error)

    def poison_arguments(self):
        _poison_all(self.args)
        _poison_all(self.kwargs.values())


def process(function=None, *, verbose_poison=False, propagate=True, stack_size=0):
    """Makes processes of a function: what calling it gives may be started, or handed to Parallel and its like.

    `verbose_poison` prints when one was poisoned; `stack_size` is in bytes.
    """

    def decorate(function):
        def make(*args, **kwargs):
            new = Process(function, *args, **kwargs)
            if verbose_poison:
                new.verbose_poison = True
            if not propagate:
                new.propagate = False
            if stack_size:
                new.stack_size = stack_size
            return new

        return make

    return decorate(function) if function else decorate


def _must_be_processes(processes):
    for each in processes:
        if not isinstance(each, Process):
            raise TypeError("%r is no process: call a function marked @process" % (each,))


def _start_all(processes):
    for each in processes:
        each._awaited = True
        try:
            each.start()
        except BaseException:
            for one in processes:
                one.poison_arguments()
            raise


def _join_all(processes, results):
    for i, each in enumerate(processes):
        each.join()
        results[i] = each.retval
    for each in processes:
        if each.failure:
            raise each.failure


def Parallel(*processes, check_poison=False):
    """Runs processes side by side until all have ended; their results in order.

    An exception in one comes out of it when all have ended. With `check_poison`, so does poison. When the port can make
    no more threads, the arguments of all are poisoned, so that those that run end, and the port's exception comes out.
    """
    _must_be_processes(processes)
    results = [None] * len(processes)
    _start_all(processes)
    _join_all(processes, results)
    if check_poison and any(each.poisoned for each in processes):
        raise ChannelPoisonException("a process was poisoned")
    return results


def gather(*processes):
    """As Parallel, and poison comes out of it."""
    return Parallel(*processes, check_poison=True)


def Sequence(*processes):
    """Runs processes one after the other; their results in order."""
    _must_be_processes(processes)
    found = []
    for each in processes:
        found += Parallel(each)
    return found


def Spawn(process):
    """Starts a process and does not wait for it; answers it, to be joined."""
    _must_be_processes((process,))
    process.start()
    return process


run_CSP = Parallel
run_CSP_seq = Sequence


def poison_channel(channel):
    """Poisons a channel, or the channel of an end."""
    channel.poison()


poisonChannel = poison_channel


def __getattr__(name):
    """The ready-made processes are loaded when they are asked for."""
    if name != "plugNplay":
        raise AttributeError(name)
    from . import plugnplay_threads

    return plugnplay_threads
