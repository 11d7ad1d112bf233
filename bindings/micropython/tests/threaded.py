#!/usr/bin/env python3
"""The thread form of a program for uapycsp: the same without async and await, for upycsp.

    threaded.py <PROGRAM    prints that of a program
    threaded.py --check     proves that pure/purecsp/plugnplay_threads.py is that of plugnplay_tasks.py; exits 1 if not
    threaded.py --write     makes it so
"""

import re
import sys
from pathlib import Path

RULES = [
    (r"\basync (def|with|for)\b", r"\1"),
    (r"\bawait (\w+)(?![\w.(\[])", r"\1.wait()"),  # a future
    (r"\bawait ", ""),
    (r"\buapycsp\b", "upycsp"),
    (r"^from \.tasks import", "from .threads import"),
]

PURE = Path(__file__).resolve().parents[1] / "pure" / "purecsp"
ORIGINAL, MADE = PURE / "plugnplay_tasks.py", PURE / "plugnplay_threads.py"


def thread_form(text):
    for pattern, replacement in RULES:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return text


def check():
    if MADE.read_text() != thread_form(ORIGINAL.read_text()):
        sys.exit(f"{MADE.name} is not the thread form of {ORIGINAL.name}: change that one, then tests/threaded.py --write")


def main():
    match sys.argv[1:]:
        case []:
            sys.stdout.write(thread_form(sys.stdin.read()))
        case ["--check"]:
            check()
        case ["--write"]:
            MADE.write_text(thread_form(ORIGINAL.read_text()))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
