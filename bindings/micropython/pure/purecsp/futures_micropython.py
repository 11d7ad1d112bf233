"""How a task waits on MicroPython's asyncio: the thesis's two kinds of future."""

from asyncio import core

from .offer import LoneOffer

create_task = core.create_task


def current_task():
    """The task that runs; RuntimeError outside of one."""
    if core.cur_task is None:
        raise RuntimeError("await outside of a task: start the program with run_CSP or asyncio.run")
    return core.cur_task


def running():
    return core.cur_task is not None


def stopped():
    """The loop has ended. When the program was interrupted, asyncio still names the task that ran."""
    core.cur_task = None


class YieldingFuture(LoneOffer):
    """A task that waits for it runs each turn of the loop, and looks whether it is done."""

    def __init__(self):
        self.done = False
        self.result = None

    def __iter__(self):
        task = current_task()
        while not self.done:
            core._task_queue.push(task)
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

    def __iter__(self):
        task = core.cur_task or current_task()
        while not self.done:
            self.waiters.append(task)
            task.data = self  # for Task.cancel, which calls remove
            yield
        return self.result

    def remove(self, task):
        self.waiters.remove(task)

    def set_result(self, result):
        self.done = True
        self.result = result
        while self.waiters:  # each is woken once, and without memory too
            core._task_queue.push(self.waiters.pop(0))

    commit = set_result
