"""Threads and a lock that may be taken again by its holder, on `_thread`, as the thesis made them."""

import sys
import time

from .chrono import milliseconds_of as _milliseconds_of
from .offer import LoneOffer

try:
    import _thread
except ImportError:
    raise ImportError("upycsp needs threads, and this MicroPython was built without _thread: use uapycsp")

get_ident = _thread.get_ident

if sys.platform == "rp2":

    def _acquire(lock):
        """The main thread looks once a millisecond: its core serves USB, timers and Ctrl-C, but not while it blocks."""
        if get_ident() != 1:
            return lock.acquire()
        while not lock.acquire(0):
            time.sleep_ms(1)
else:

    def _acquire(lock):
        lock.acquire()


class RLock:
    """The thread that holds it may acquire it again, and releases it as often."""

    def __init__(self):
        self._lock = _thread.allocate_lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True):
        """True (1 when it was held already) once the lock is held; False when it is not free and `blocking` is False."""
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return 1
        taken = self._lock.acquire(blocking)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    def release(self):
        """RuntimeError when the calling thread does not hold it."""
        if self._owner != get_ident():
            raise RuntimeError("release of an RLock that this thread does not hold")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, kind, error, trace):
        self.release()


class Future(LoneOffer):
    """A result that a thread waits for. `set_result` once."""

    def __init__(self):
        self.done = False
        self.result = None
        self._gate = _thread.allocate_lock()
        self._gate.acquire()

    def commit(self, result):
        self.result = result
        self.done = True
        self._gate.release()

    def wait(self):
        """The result, once there is one. Blocks without using the processor."""
        _acquire(self._gate)
        self._gate.release()
        return self.result

    def wait_for(self, seconds):
        """Whether there is a result, waiting for it at most so long."""
        if _acquire_within(self._gate, seconds):
            self._gate.release()
        return self.done


create_future = Future

if sys.implementation.name == "micropython":

    def _acquire_within(lock, seconds):
        """MicroPython's locks know no timeout: looks once a millisecond."""
        end = time.ticks_add(time.ticks_ms(), _milliseconds_of(seconds))
        while not lock.acquire(0):
            if time.ticks_diff(end, time.ticks_ms()) <= 0:
                return False
            time.sleep_ms(1)
        return True

    _print_exception = sys.print_exception
else:

    def _acquire_within(lock, seconds):
        return lock.acquire(True, seconds)

    def _print_exception(error):
        sys.excepthook(type(error), error, error.__traceback__)


_lock = _thread.allocate_lock()  # for what follows
_count = 0
_running = 0  # threads that were started here and have not ended
_most = 0  # of them at once


def _next_name():
    global _count
    with _lock:
        _count += 1
        return "Thread-%d" % _count


def _start(function):
    """With _lock. One that has ended may hold its place in the port a moment longer: while fewer run than did, it is waited for."""
    global _running, _most
    patience = 100 if _running < _most else 0
    while True:
        try:
            _thread.start_new_thread(function, ())
            break
        except OSError:
            if not patience:
                raise
        patience -= 1
        time.sleep(0.001)
    _running += 1
    _most = max(_most, _running)


def _thread_ends():
    global _running
    with _lock:
        _running -= 1


class Thread:
    """Runs `target(*args, **kwargs)`, or an overridden `run`, in a thread of its own."""

    stack_size = 0  # bytes for the thread's stack; 0: what the port gives
    target = None
    args = ()
    kwargs = {}

    def __init__(self, target=None, name=None, args=(), kwargs=None):
        if target:
            self.target = target
        if args:
            self.args = args
        if kwargs:
            self.kwargs = kwargs
        self.name = name or _next_name()
        # All that the thread itself will write exists before it runs: without a global lock, no dict may grow then.
        self.alive = False
        self.started = False
        self.ident = None
        self._state_lock = _thread.allocate_lock()  # held while it runs

    def start(self):
        """RuntimeError when it was started before; OSError when the port can make no thread."""
        self._begin()
        try:
            self._start_thread()
        except BaseException as error:
            self.started = self.alive = False
            self._state_lock.release()
            if isinstance(error, (OSError, RuntimeError)):  # the latter on CPython
                raise self._no_thread(error)
            raise

    def _begin(self):
        if self.started:
            raise RuntimeError("%s was started already" % self.name)
        self.started = self.alive = True
        self._state_lock.acquire()

    def _start_thread(self):
        with _lock:
            before = _thread.stack_size(self.stack_size) if self.stack_size else 0
            try:
                _start(self._in_thread)
            finally:
                if self.stack_size:
                    _thread.stack_size(before)

    def _no_thread(self, why):
        text = "%s, but beside the %d that this module knows of the port has none left (%s): run fewer side by side, "
        text += "or take uapycsp, which needs none"
        return OSError(text % (self._need(), _running + 1, why))

    def _need(self):
        return "%s needs a thread" % self.name

    def _in_thread(self):
        try:
            self._run_here()
        finally:
            _thread_ends()
            self._state_lock.release()

    def _run_here(self):
        self.ident = get_ident()
        try:
            self.run()
        except BaseException as error:
            self.failed(error)
        finally:
            self.alive = False

    def run_here(self):
        """Runs it in the thread that calls this, and returns when it has ended. RuntimeError when it was started before."""
        self._begin()
        try:
            self._run_here()
        finally:
            self._state_lock.release()

    def run(self):
        if self.target:
            self.target(*self.args, **self.kwargs)

    def failed(self, error):
        """An exception left `run`."""
        _print_exception(error)

    def join(self):
        """Returns when the thread has ended. RuntimeError when it was not started."""
        if not self.started:
            raise RuntimeError("%s was not started" % self.name)
        _acquire(self._state_lock)
        self._state_lock.release()
