"""What every file of laws finds before it, for uapycsp."""

import asyncio
import gc
import sys

import uapycsp
from uapycsp import *


def expect(actual, wanted):
    if actual != wanted:
        raise AssertionError("got %r, expected %r" % (actual, wanted))


async def pause():
    """Lets the other processes run."""
    await asyncio.sleep(0)


async def until(condition):
    while not condition():
        await pause()


class Free:
    """A lock that is never held: there is one thread."""

    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


one_at_a_time = Free()


async def all_from(into):
    """What is read until poison."""
    got = []
    try:
        async for value in into:
            got.append(value)
    except ChannelPoisonException:
        return got


async def raised(operation, *arguments):
    """The exception with which it ends, or None."""
    try:
        await operation(*arguments)
    except Exception as error:
        return error


def run_law(test):
    ended = []

    async def to_its_end():
        await test()
        ended.append(True)

    asyncio.new_event_loop()
    asyncio.run(to_its_end())
    if not ended:
        raise AssertionError("deadlock: every process waits")


def law(test):
    """Runs a law at once: prints its name, then ok or what went wrong."""
    report(test, run_law)


def plain_law(test):
    """A law about what is called outside of any process."""
    report(test, lambda test: test())


def report(test, run):
    gc.collect()
    print(test.__name__)
    try:
        run(test)
    except Exception as error:
        print("FAILED")
        print_exception(error)
    else:
        print("ok")


def print_exception(error):
    if hasattr(sys, "print_exception"):
        sys.print_exception(error)
    else:
        import traceback

        traceback.print_exception(error)
