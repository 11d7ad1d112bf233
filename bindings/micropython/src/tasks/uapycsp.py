# What `uapycsp` has in Python, because it is made of what the module itself has. Compiled when it is first used.
import asyncio
from asyncio import core
from uapycsp import Alternative, ChannelTimeoutException, Parallel, Spawn, Timer, _take_spawned, _wait_of

# What is above this in the firmware: run_to_its_end of purecsp/running.py and deadlock of purecsp/deadlock.py


async def _within(guard, seconds):
    """What the guard reads or writes; ChannelTimeoutException after so many seconds, and then it has done neither."""
    timer = Timer(seconds)
    selected, value = await Alternative(guard, timer).pri_select()
    if selected is timer:
        raise ChannelTimeoutException("%r: nobody came within %s s" % (guard, seconds))
    return value


async def Sequence(*processes):
    """Runs processes one after the other; their results in order."""
    Parallel(*processes)  # refuses what is no process, or has begun
    for i, each in enumerate(processes):
        if each in processes[:i]:
            raise RuntimeError("%r is started a second time" % (each,))
    found = []
    for each in processes:
        found.append(await each)
    return found


def _run(whole, processes):
    if core.cur_task is not None:
        whole.close()
        raise RuntimeError("a network runs already: await Parallel(...) or Sequence(...)")
    ended = []

    async def program():
        ended.append(await whole)

    def waits(tasks):
        tasks += _others_that_were_spawned()
        return _waits(list(tasks), processes)

    def look(tasks):
        if not ended:
            raise RuntimeError(deadlock(waits, tasks))

    run_to_its_end(program(), _others_that_were_spawned, look, _awake)
    return ended[0]


def _waits(tasks, processes):
    """Where each of the tasks waits, and each of those for whose end they wait."""
    called = None  # by the first task, in a Sequence: then a process is its own state
    for process in processes:
        if getattr(process, "state", None) is process:
            called = process
    found = []
    for task in tasks:
        wait = _wait_of(task, called)
        called = None
        if isinstance(wait, str):
            found.append(wait)
        else:
            tasks += [other for other in wait if other not in tasks]
    return found


def run_CSP(*processes):
    """Runs processes side by side, from outside of any; their results in order."""
    return _run(Parallel(*processes), processes)


def run_CSP_seq(*processes):
    """Runs processes one after the other, from outside of any; their results in order."""
    return _run(Sequence(*processes), processes)


def _others_that_were_spawned():
    _awake[:] = [task for task in _awake if not task.done()]
    return [task for task in _take_spawned() if task not in _awake]


_awake = []  # these outlive a network, as their writers do


def _stay_awake(writer):
    """Keeps asyncio's own loop from ending while an interrupt may write, and looks there each 10 milliseconds."""

    async def look():
        while writer.open:
            await asyncio.sleep_ms(10)

    _awake.append(Spawn(look()))
