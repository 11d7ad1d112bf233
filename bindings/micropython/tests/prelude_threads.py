"""What every file of laws finds before it, for upycsp."""

import gc
import sys
import time

import upycsp
from upycsp import *


def expect(actual, wanted):
    if actual != wanted:
        raise AssertionError("got %r, expected %r" % (actual, wanted))


def pause():
    """Lets the other processes run."""
    time.sleep(0.001)


def until(condition):
    while not condition():
        pause()


failures = []  # what would be printed of exceptions that leave threads


def note_failure(thread, error):
    append(failures, error)


print_failure = Thread.failed
Thread.failed = note_failure
one_at_a_time = RLock()  # for what several threads change: without an interpreter's lock a change may be lost


def append(to, value):
    with one_at_a_time:
        to.append(value)


def all_from(into):
    """What is read until poison."""
    got = []
    try:
        for value in into:
            got.append(value)
    except ChannelPoisonException:
        return got


def raised(operation, *arguments):
    """The exception with which it ends, or None."""
    try:
        operation(*arguments)
    except Exception as error:
        return error


def run_law(test):
    test()


def law(test):
    """Runs a law at once: prints its name, then ok or what went wrong."""
    gc.collect()
    print(test.__name__)
    try:
        run_law(test)
    except Exception as error:
        print("FAILED")
        print_exception(error)
    else:
        print("ok")


plain_law = law


def print_exception(error):
    if hasattr(sys, "print_exception"):
        sys.print_exception(error)
    else:
        import traceback

        traceback.print_exception(error)
