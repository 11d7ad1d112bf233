"""The implementations of uapycsp and upycsp that there are, and how a program is run on one."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from threaded import thread_form

HERE = Path(__file__).resolve().parent
PURE = HERE.parent / "pure"


def parser(description):
    """Takes what names an implementation."""
    found = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("module", choices=["uapycsp", "upycsp"])
    where = found.add_mutually_exclusive_group(required=True)
    where.add_argument("--python", metavar="PROGRAM", help="a CPython")
    where.add_argument("--micropython", metavar="PROGRAM", help="a MicroPython of the unix port")
    where.add_argument("--board", metavar="DEVICE", help="a device of MicroPython's tools/pyboard.py")
    found.add_argument("--pyboard", metavar="FILE", help="MicroPython's tools/pyboard.py, for --board")
    found.add_argument("--pure", action="store_true", help="the pure package instead of the native module")
    found.add_argument("--own-loop", action="store_true", help="call uapycsp.install_loop() first")
    found.add_argument("--future", choices=["yielding", "rescheduling"], help="the kind of future, of pure uapycsp")
    found.add_argument("--queue", metavar="LIMIT", type=int, help="deques of that length in the channels, of pure")
    found.add_argument("--no-gil", action="store_true", help="threads without a global interpreter lock")
    found.add_argument("--timeout", type=float, default=120, help="seconds for each program (%(default)s)")
    found.add_argument("--keep", metavar="FOLDER", type=Path, help="write the programs there")
    return found


def parsed(parser):
    options = parser.parse_intermixed_args()
    if options.board and not options.pyboard:
        parser.error("--board needs --pyboard")
    return options


def name_of(options):
    kind = "pure" if options.pure else "native"
    on = "CPython" if options.python else "MicroPython" if options.micropython else board_name(options.board)
    more = [text for text, given in [("own loop", options.own_loop), (f"{options.future} futures", options.future),
                                     ("deques", options.queue), ("no GIL", options.no_gil)] if given]
    return ", ".join([f"{options.module} {kind} on {on}", *more])


def board_name(device):
    if "tools/pico/run" in device:
        return "a Pico in rp2040js"
    machine = re.search(r"-(?:machine|M) (\S+)", device)
    return machine[1] if machine else device


def program(options, text, as_it_is=False):
    """The whole program for an implementation: a prelude, and `text` in the form of the module."""
    if options.module == "upycsp" and not as_it_is:
        text = one_by_one(thread_form(text))
    whole = "\n".join([*prelude(options), text])
    return by_its_own_name(whole) if options.pure and not options.python else whole


def one_by_one(text):
    """Has values appended under the prelude's lock: of two threads that append to a list at once one may be lost.

    Only where the list has a dotted name.
    """
    return re.sub(r"([\w.]+)\.append\(", r"append(\1, ", text)


def prelude(options):
    yield (HERE / f"prelude_{'tasks' if options.module == 'uapycsp' else 'threads'}.py").read_text()
    if options.own_loop:
        yield "uapycsp.install_loop()\n"
    if options.future:
        yield f"use_future({options.future.capitalize()}Future)\n"
    if options.queue:
        yield f"use_queue(deque_of({options.queue}))\n"


def by_its_own_name(text):
    """In a MicroPython that has the native modules, theirs are found first."""
    for module, face in (("uapycsp", "tasks"), ("upycsp", "threads")):
        text = re.sub(rf"^import {module}$", f"import purecsp.{face} as {module}", text, flags=re.MULTILINE)
        text = re.sub(rf"^from {module} import", f"from purecsp.{face} import", text, flags=re.MULTILINE)
    return text


def run(options, name, text):
    """The lines that a program prints, and why it did not end well, or None."""
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / name).write_text(text)
    with tempfile.TemporaryDirectory() as folder:  # of its own: MicroPython looks for modules where a program is
        file = Path(folder) / "program.py"
        file.write_text(text)
        return without_warning(options, *run_file(options, command(options, str(file))))


def without_warning(options, lines, why):
    """Without a GIL, the native upycsp warns when it is imported, and once."""
    if not options.no_gil or options.pure:
        return lines, why
    warnings = [line for line in lines if line.startswith("upycsp: these threads have no interpreter's lock")]
    rest = [line for line in lines if line not in warnings]
    return rest, why if len(warnings) == 1 else f"warned {len(warnings)} times of threads without a lock"


def command(options, file):
    if options.board:
        return ["/usr/bin/python3", options.pyboard, "--device", options.board, file]
    return [options.python or options.micropython, file]


def run_file(options, what):
    paths = {"PYTHONPATH": str(PURE), "MICROPYPATH": f"{PURE}:.frozen"} if options.pure else {}
    try:
        ended = subprocess.run(what, env=dict(os.environ, **paths), timeout=options.timeout,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    except OSError as error:
        sys.exit(f"cannot run {what[0]}: {error.strerror}")
    except subprocess.TimeoutExpired as late:
        return lines_of(late.stdout), f"not ended after {options.timeout:g} s"
    return lines_of(ended.stdout), f"exit code {ended.returncode}" if ended.returncode else None


def lines_of(output):
    return [line.rstrip("\r") for line in (output or b"").decode(errors="replace").splitlines()]
