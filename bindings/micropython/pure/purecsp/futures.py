"""The futures of the asyncio that there is."""

import sys

if sys.implementation.name == "micropython":
    from .futures_micropython import ReschedulingFuture, YieldingFuture, awaited_by, cancel, create_task, current_task, run, running, spawn
else:
    from .futures_cpython import ReschedulingFuture, YieldingFuture, awaited_by, cancel, create_task, current_task, run, running, spawn
