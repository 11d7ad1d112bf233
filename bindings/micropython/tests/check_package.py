#!/usr/bin/env python3
"""Proves that what package.json installs is all that a program needs.

Installs the pure package into an empty folder by its package.json, as `mpremote mip install` does, and runs the programs
of device/ there by way of main.py and config.py: on this CPython, or with --micropython PROGRAM on a MicroPython without
the native modules. Exits 1 when a file is missing or a program does not print what it should.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
PURE = HERE / "pure"
ONLY_CPYTHON = {"purecsp/futures_cpython.py"}  # a device does not need it

PROGRAMS = {
    "commstime": ({"rounds": 20}, r"CommsTime: 20 rounds, \d+ us per communication"),
    "threads": ({"rounds": 20}, r"CommsTime with threads: 20 rounds, \d+ us per communication"),
    "two_threads": ({"rounds": 20}, r"Two threads: 20 values, their sum 210, \d+ us per communication"),
    "alternatives": ({"rounds": 20}, r"Stressed alternatives: 5 channels, 2 writers each, \d+ us per select"),
    "absent": ({}, r"config.py names the program 'absent'"),
}


def listed():
    return dict(json.loads((PURE / "package.json").read_text())["urls"])


def install(folder, with_cpython):
    files = listed() | ({name: name for name in ONLY_CPYTHON} if with_cpython else {})
    for target, source in files.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PURE / source, folder / target)
    for program in (HERE / "device").glob("*.py"):
        shutil.copy(program, folder)


def missing():
    present = {str(file.relative_to(PURE)) for file in PURE.rglob("*.py")}
    return present ^ (listed().keys() | ONLY_CPYTHON)


def run(folder, interpreter, program, arguments, wanted):
    (folder / "config.py").write_text(f"PROGRAM = {program!r}\nARGUMENTS = {arguments!r}\n")
    ended = subprocess.run([interpreter, "main.py"], cwd=folder, capture_output=True, text=True, timeout=60)
    return None if re.search(wanted, ended.stdout + ended.stderr) else ended.stdout + ended.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--micropython", metavar="PROGRAM", help="a MicroPython of the unix port, without our modules")
    options = parser.parse_args()
    wrong = [f"package.json and the folder differ in {name}" for name in sorted(missing())]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder, not options.micropython)
        for program, (arguments, wanted) in PROGRAMS.items():
            said = run(folder, options.micropython or sys.executable, program, arguments, wanted)
            if said is not None:
                wrong.append(f"{program} printed\n{said}")
    print("\n".join(wrong) or f"the {len(listed())} files of package.json run {len(PROGRAMS) - 1} programs by main.py")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
