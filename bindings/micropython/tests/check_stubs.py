#!/usr/bin/env python3
"""Proves that the type stubs and the modules have the same names.

    tests/check_stubs.py                          the pure package, on this CPython
    tests/check_stubs.py --micropython PROGRAM    the native modules, on a MicroPython of the unix port

What a stub declares, functions, classes and their methods, must be in the pure module, and its public functions and
classes must be in the stub; the native module has the stub's functions and classes. Prints each name that is missing,
and exits 1 when there is one.
"""

import argparse
import ast
import importlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
PURE = {"YieldingFuture", "ReschedulingFuture", "ListQueue", "DequeQueue", "use_future", "deque_of", "use_queue"}
NATIVE = {"InterruptWriter"}
INNER = {"Meeting", "Offer", "Choice", "ReadSide", "WriteSide", "create_task", "running", "stopped", "checked_seconds", "refuse_to_be_wrapped"}  # no part of the interface


def name_of(node):
    if isinstance(node, ast.Assign):
        return node.targets[0].id
    return getattr(node, "name", None)


def missing_in_module(body, owner, path=""):
    for node in body:
        name = name_of(node)
        if name in (None, "T", *NATIVE):
            continue
        if not hasattr(owner, name):
            yield path + name
        elif isinstance(node, ast.ClassDef):
            yield from missing_in_module(node.body, getattr(owner, name), f"{name}.")


def missing_in_stub(body, module):
    known = {name_of(node) for node in body} | INNER
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("purecsp") and name not in known:
            yield name


def differences(stub, module, *written_in):
    body = ast.parse(stub.read_text()).body
    yield from (f"{stub}: {name} is not in the module" for name in missing_in_module(body, module))
    for inner in written_in:
        yield from (f"{stub}: {name} of the module is missing" for name in missing_in_stub(body, inner))


def missing_in_native(stub, module, micropython):
    names = {name_of(node) for node in ast.parse(stub.read_text()).body} - {None, "T", *PURE}
    program = f"from {module} import *\nfor n in {sorted(names)}:\n    if n not in globals(): print(n)"
    found = subprocess.run([micropython, "-c", program], check=True, stdout=subprocess.PIPE, text=True)
    return [f"{stub}: {name} is not in the native module" for name in found.stdout.split()]


def of_native(micropython):
    for name in ("uapycsp", "upycsp"):
        yield from missing_in_native(HERE / "typings" / name / "__init__.pyi", name, micropython)
        yield from missing_in_native(HERE / "typings" / name / "plugNplay.pyi", name + ".plugNplay", micropython)


def of_pure():
    sys.path.insert(0, str(HERE / "pure"))
    wrong = []
    for name in ("uapycsp", "upycsp"):
        stubs = HERE / "typings" / name
        module = importlib.import_module(name)
        wrong += differences(stubs / "__init__.pyi", module, module)
        wrong += differences(stubs / "plugNplay.pyi", importlib.import_module(name + ".plugNplay"))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--micropython", metavar="PROGRAM", help="a MicroPython of the unix port")
    options = parser.parse_args()
    wrong = list(of_native(options.micropython)) if options.micropython else of_pure()
    print("\n".join(wrong) or "the type stubs and the modules have the same names")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
