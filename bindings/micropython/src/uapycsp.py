# What `uapycsp` has in Python, because it is made of what the module itself has. Compiled when it is first used.
import asyncio
from asyncio import core
from uapycsp import Parallel, Spawn


async def Sequence(*processes):
    """Runs processes one after the other; their results in order."""
    for each in processes:
        if not hasattr(each, "send"):
            raise TypeError("%r is no process: call a function marked @process" % (each,))
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

    try:
        asyncio.run(program())
    finally:
        core.cur_task = None  # asyncio leaves it when the program is interrupted
    if not ended:
        raise RuntimeError("deadlock: every process waits")
    return ended[0]


def run_CSP(*processes):
    """Runs processes side by side, from outside of any; their results in order."""
    return _run(Parallel(*processes))


def run_CSP_seq(*processes):
    """Runs processes one after the other, from outside of any; their results in order."""
    return _run(Sequence(*processes))


async def _stay_awake(writer):
    """Keeps asyncio's own loop from ending while an interrupt may write, and looks there each 10 milliseconds."""
    while writer.open:
        await asyncio.sleep_ms(10)
