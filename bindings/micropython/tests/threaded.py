"""The thread form of a program for uapycsp: the same without async and await, for upycsp."""

import re

RULES = [
    (r"\basync (def|with|for)\b", r"\1"),
    (r"\bawait (\w+)(?![\w.(\[])", r"\1.wait()"),  # a future
    (r"\bawait ", ""),
    (r"\buapycsp\b", "upycsp"),
]


def thread_form(text):
    for pattern, replacement in RULES:
        text = re.sub(pattern, replacement, text)
    return text


if __name__ == "__main__":
    import sys

    sys.stdout.write(thread_form(sys.stdin.read()))
