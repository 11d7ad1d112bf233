"""PyCSP, with processes that are threads; see purecsp/threads.py."""

from purecsp.threads import *
from purecsp.threads import __getattr__  # plugNplay, when it is asked for
