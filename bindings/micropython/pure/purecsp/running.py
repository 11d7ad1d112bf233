"""Running a network on MicroPython's asyncio. As with CPython's asyncio.run, what it leaves does not go on in the next.

The native module has this too.
"""

from asyncio import core


def run_to_its_end(program, started, look, kept=()):
    """Runs the coroutine `program`, and cancels then what is left, whatever has come out of it.

    `started()` gives the tasks that nobody waits for; those on the loop's queue or at its streams are found. `kept` stay.
    `look(tasks)` is called before that when the loop has ended without an exception: with the program's, and may add some.
    """
    tasks = [core.create_task(program)]
    try:
        core.run_until_complete(tasks[0])
        look(tasks)
    finally:
        core.cur_task = None  # asyncio leaves it when the program is interrupted
        try:
            _cancel(tasks + started(), kept)
            core.run_until_complete(core.create_task(_others_end()))
        finally:
            core.new_event_loop()
            for task in kept:
                core._task_queue.push(task)


def _cancel(tasks, kept):
    for streams in core._io_queue.map.values():
        tasks += [task for task in streams[:2] if task]
    for task in tasks + _scheduled(kept):
        if not task.done():
            cancel(task)


def cancel(task):
    """As its own `cancel`, which looks for who is waited for in the end, and has no end where they wait in a circle."""
    before = []
    while isinstance(task.data, core.Task) and task not in before:
        before.append(task)
        task = task.data
    if not isinstance(task.data, core.Task):
        return task.cancel()
    task.data.state.remove(task)
    core._task_queue.push(task)
    task.data = core.CancelledError
    return True


def _scheduled(kept):
    """What is on the loop's queue; `kept` are taken from it."""
    found = []
    while core._task_queue.peek():
        task = core._task_queue.pop()
        if task not in kept:
            found.append((task, task.data))
    for task, thrown in found:
        core._task_queue.push(task)
        task.data = thrown
    return [task for task, _ in found]


async def _others_end():
    while core._task_queue.peek():
        await core.sleep_ms(max(0, core.ticks_diff(core._task_queue.peek().ph_key, core.ticks())))
