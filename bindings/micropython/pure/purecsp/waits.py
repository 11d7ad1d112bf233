"""Where the tasks of a network wait that is in deadlock: collected while they are cancelled.

Until then nothing is kept. An exception that ends a wait passes the operation first, then the process and those that
have called it, and then the tasks that wait for its end.
"""

from .futures import current_task

_found = None  # while collecting, by the identity of an exception: it, its first task, who that is, where it waits


def collect():
    global _found
    try:
        _found = {}
    except MemoryError:
        pass


def collected():
    """What was found since; None when memory was short."""
    global _found
    found = _found
    _found = None
    return found


def texts(found):
    """One for each task, of what was collected."""
    return sorted(["%s %s" % (who, where) for _, _, who, where in found.values() if where]) if found else []


def end_operation(met, operation):
    if _found is not None:
        _add(met, "a task", operation.describe)


def end_wait_for_others(met):
    if _found is not None:
        _add(met, None, None)


def end_process(met, process):
    if _found is not None:
        _add(met, process, _elsewhere)


def _elsewhere():
    return "waits for something else"


def _add(met, who, where):
    """Does no more when memory is short: whoever calls it is on its way to its end."""
    global _found
    try:
        task = current_task()
        if id(met) not in _found:
            _found[id(met)] = [met, task, who, where and where()]
        elif _found[id(met)][1] is task:
            _found[id(met)][2] = who
    except Exception:
        _found = None
