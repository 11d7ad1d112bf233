#!/usr/bin/env python3
"""Runs the programs of examples/micropython, and compares what they print with their lines `# prints: …`.

    tests/check_examples.py                         pure, on this CPython
    tests/check_examples.py --micropython PROGRAM   native; with --pure the package, on a MicroPython without ours

Exits 1 when one prints something else.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PURE = ROOT / "bindings/micropython/pure"


def can_run(program, options):
    return "\n# needs: native\n" not in program.read_text() or (options.micropython and not options.pure)


def fault(program, options):
    wanted = re.findall(r"^# prints: (.*)$", program.read_text(), re.MULTILINE)
    paths = {"PYTHONPATH": str(PURE), "MICROPYPATH": f"{PURE}:.frozen"} if options.pure or not options.micropython else {}
    ended = subprocess.run([options.micropython or sys.executable, program], env=dict(os.environ, **paths), text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    if ended.returncode == 0 and ended.stdout.splitlines() == wanted:
        return None
    return f"{program.name}: exit code {ended.returncode}, printed\n{ended.stdout}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--micropython", metavar="PROGRAM", help="a MicroPython of the unix port")
    parser.add_argument("--pure", action="store_true", help="the pure package on that MicroPython")
    options = parser.parse_args()
    programs = [each for each in sorted(ROOT.glob("examples/micropython/*.py")) if can_run(each, options)]
    wrong = [text for text in (fault(program, options) for program in programs) if text]
    print("\n".join(wrong) or f"{len(programs)} examples print what they should")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
