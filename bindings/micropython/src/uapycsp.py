# What `uapycsp` has in Python, because it is made of what the module itself has. Compiled when it is first used.
import asyncio
from asyncio import core
from uapycsp import Alternative, ChannelTimeoutException, Parallel, Spawn, Timer, _take_spawned

# What is above this in the firmware: run_to_its_end of purecsp/running.py


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
    found = []
    for each in processes:
        found.append(await each)
    return found


def _run(whole):
    if core.cur_task is not None:
        whole.close()
        raise RuntimeError("a network runs already: await Parallel(...) or Sequence(...)")
    ended = []

    async def program():
        ended.append(await whole)

    run_to_its_end(program(), _others_that_were_spawned, _awake)
    if not ended:
        raise RuntimeError("deadlock: every process waits")
    return ended[0]


def run_CSP(*processes):
    """Runs processes side by side, from outside of any; their results in order."""
    return _run(Parallel(*processes))


def run_CSP_seq(*processes):
    """Runs processes one after the other, from outside of any; their results in order."""
    return _run(Sequence(*processes))


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
