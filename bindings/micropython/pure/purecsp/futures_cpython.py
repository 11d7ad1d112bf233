"""How a task waits on CPython's asyncio: the thesis's two kinds of future."""

import asyncio

from .offer import LoneOffer

_tasks = set()  # the loop itself keeps no task alive


def create_task(coroutine):
    task = asyncio.get_running_loop().create_task(coroutine)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task


def running():
    return asyncio._get_running_loop() is not None


def stopped():
    """The loop has ended."""


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

    def set_result(self, result):
        self.done = True
        self.result = result

    commit = set_result


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

    def set_result(self, result):
        self.done = True
        self.result = result
        while self.waiters:
            waiter = self.waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)

    commit = set_result
