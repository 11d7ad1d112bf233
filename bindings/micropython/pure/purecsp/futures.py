"""Futures for tasks; which kind, `use_future` chooses."""

import sys

if sys.implementation.name == "micropython":
    from .futures_micropython import ReschedulingFuture, YieldingFuture, create_task, current_task, running
else:
    from .futures_cpython import ReschedulingFuture, YieldingFuture, create_task, current_task, running

Future = ReschedulingFuture
_kind = ReschedulingFuture


def create_future():
    """A new future: awaiting it gives what `set_result` was given. Of the kind that was chosen last."""
    return _kind()


def use_future(kind):
    """From now on, `create_future()` and with it the channels use `kind`: YieldingFuture or ReschedulingFuture."""
    global _kind
    _kind = kind
