#!/usr/bin/env python3
"""Proves that the type stubs and the modules have the same names: run by a CPython, with the pure package.

What a stub declares, functions, classes and their methods, must be in the module; the module's public functions and
classes must be in the stub. Prints each name that is missing, and exits 1 when there is one.
"""

import ast
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
INNER = {"Meeting", "Offer", "Choice", "ReadSide", "WriteSide", "create_task", "running"}  # no part of the interface


def name_of(node):
    if isinstance(node, ast.Assign):
        return node.targets[0].id
    return getattr(node, "name", None)


def missing_in_module(body, owner, path=""):
    for node in body:
        name = name_of(node)
        if name in (None, "T"):
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


def main():
    sys.path.insert(0, str(HERE / "pure"))
    wrong = []
    for name in ("uapycsp", "upycsp"):
        stubs = HERE / "typings" / name
        module = importlib.import_module(name)
        wrong += differences(stubs / "__init__.pyi", module, module)
        wrong += differences(stubs / "plugNplay.pyi", importlib.import_module(name + ".plugNplay"))
    print("\n".join(wrong) or "the type stubs and the modules have the same names")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
