"""PyCSP, with processes that are asyncio tasks; see purecsp/tasks.py."""

from purecsp.tasks import *
from purecsp.tasks import __getattr__  # plugNplay, when it is asked for
