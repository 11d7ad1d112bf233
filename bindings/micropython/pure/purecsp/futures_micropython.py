"""How a task waits on MicroPython's asyncio: the thesis's two kinds of future."""

from asyncio import core

from .offer import LoneOffer
from .running import cancel, run_to_its_end

create_task = core.create_task
_spawned = []  # tasks that nobody waits for
_many = 8  # so many of them, and it is looked which have ended


def spawn(coroutine):
    """A task that nobody needs to wait for; it ends with its network at the latest."""
    global _many
    if len(_spawned) >= _many:
        _spawned[:] = [task for task in _spawned if not task.done()]
        _many = 2 * len(_spawned) + 8
    task = create_task(coroutine)
    _spawned.append(task)
    return task


def run(program, look):
    """Runs a coroutine to its end, or until nothing can run any more. Nothing of it goes on in another run.

    Calls `look()` before what is left is cancelled.
    """

    def started():
        left = list(_spawned)
        _spawned.clear()
        return left

    run_to_its_end(program, started, lambda _: look())


def current_task():
    """The task that runs; RuntimeError outside of one."""
    if core.cur_task is None:
        raise RuntimeError("await outside of a task: start the program with run_CSP or asyncio.run")
    return core.cur_task


def awaited_by(task):
    """The task for whose end it waits, or None."""
    return task.data if isinstance(task.data, core.Task) else None


def running():
    return core.cur_task is not None


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

    def commit(self, result):
        self.done = True
        self.result = result


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

    def commit(self, result):
        self.done = True
        self.result = result
        while self.waiters:  # each is woken once, and without memory too
            core._task_queue.push(self.waiters.pop(0))
