"""How a task waits on CPython's asyncio: the thesis's two kinds of future."""

import asyncio
import selectors
import threading

from .offer import LoneOffer

_tasks = set()  # the loop itself keeps no task alive


def create_task(coroutine):
    task = asyncio.get_running_loop().create_task(coroutine)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task


def running():
    return asyncio._get_running_loop() is not None


spawn = create_task


class _NothingCanRun(Exception):
    pass


class _Selector(selectors.DefaultSelector):
    """Where a loop would wait for ever: neither a time, a stream, a signal nor a thread can wake a task."""

    loop = None

    def select(self, timeout=None):
        streams = len(self.get_map()) - 1  # without the loop's own, which signals and threads write to
        signals = getattr(self.loop, "_signal_handlers", None)
        if timeout is None and not streams and not signals and threading.active_count() == 1:
            raise _NothingCanRun
        return super().select(timeout)


def _new_loop():
    selector = _Selector()
    selector.loop = asyncio.SelectorEventLoop(selector)
    return selector.loop


def run(program, look):
    """Runs a coroutine to its end, or until nothing can run any more; calls `look()` before what is left is cancelled."""
    try:
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            try:
                runner.run(program)
            except _NothingCanRun:
                look()
    except _NothingCanRun:
        pass


def awaited_by(task):
    """The task for whose end it waits, or None."""
    other = task._fut_waiter
    return other if isinstance(other, asyncio.Task) else None


def cancel(task):
    return task.cancel()


def current_task():
    """The task that runs; RuntimeError outside of one."""
    if not running():
        raise RuntimeError("await outside of a task: start the program with run_CSP or asyncio.run")
    return asyncio.current_task()


class YieldingFuture(LoneOffer):
    """A task that waits for it runs each turn of the loop, and looks whether it is done."""

    def __init__(self):
        self.done = False
        self.result = None

    def __await__(self):
        current_task()
        while not self.done:
            yield
        return self.result

    def commit(self, result):
        self.done = True
        self.result = result


class ReschedulingFuture(LoneOffer):
    """A task that waits for it is not on the loop's queue; set_result puts it there."""

    def __init__(self):
        self.done = False
        self.result = None
        self.waiters = []

    def __await__(self):
        while not self.done:
            waiter = current_task().get_loop().create_future()
            self.waiters.append(waiter)
            yield from waiter
        return self.result

    def commit(self, result):
        self.done = True
        self.result = result
        while self.waiters:
            waiter = self.waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)
