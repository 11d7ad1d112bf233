#!/usr/bin/python3
"""Proves that the C++ in the documents is the C++ of files that are compiled.

Every ```cpp block of README.md, CONTRIBUTING.md and docs/ stands under a comment that says where it is from:

  <!-- from examples/hello.cpp -->         the whole file
  <!-- from examples/word_count.cpp#split -->   what stands between `// [split]` and `// [/split]`

Any other block under such a comment is checked too. Links to files of the project must lead somewhere.
Prints a diff for each difference and exits 1.
"""

import argparse
import difflib
import re
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FROM = re.compile(r"<!-- from (\S+?)(?:#(\S+))? -->")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


class Absent(Exception):
    """What a document names is not there."""


def region(lines, name):
    begin, end = (next((i for i, line in enumerate(lines) if line.strip() == f"// [{mark}{name}]"), None)
                  for mark in ("", "/"))
    if begin is None or end is None or end < begin:
        raise Absent(f"no region {name}")
    inside = [line for line in lines[begin + 1 : end] if not re.fullmatch(r"\s*// \[/?\S+\]", line)]
    return textwrap.dedent("\n".join(inside)).split("\n")


def source(root, path, name):
    """The lines that a block must have."""
    file = root / path
    if not file.is_file():
        raise Absent("no such file")
    lines = file.read_text().rstrip("\n").split("\n")
    return region(lines, name) if name else lines


def blocks(lines):
    """Every fenced block: the line above it, its first line's number, its language and its lines."""
    fence, above, start = None, "", 0
    for number, line in enumerate(lines, 1):
        found = re.match(r"(`{3,})(\w*)\s*$", line)
        if fence and found and found[1] == fence[1]:
            yield above, start, fence[2], lines[start : number - 1]
            fence, above = None, ""
        elif found and not fence:
            fence, start = found, number
        elif not fence and line.strip():
            above = line.strip()


def check_block(root, above, language, text):
    """What is wrong with one block; nothing when it is right."""
    marked = FROM.fullmatch(above)
    if not marked:
        return "a cpp block must stand under <!-- from FILE -->" if language == "cpp" else None
    where = marked[1] + (f"#{marked[2]}" if marked[2] else "")
    try:
        wanted = source(root, marked[1], marked[2])
    except Absent as why:
        return f"{where}: {why}"
    if text == wanted:
        return None
    return "\n".join([f"differs from {where}", *difflib.unified_diff(wanted, text, where, "document", lineterm="")])


def check_links(root, document, lines):
    for number, line in enumerate(lines, 1):
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:", target) and not (document.parent / target).exists():
                yield number, f"a link leads nowhere: {target}"


def check(root, document):
    lines = document.read_text().split("\n")
    for above, number, language, text in blocks(lines):
        fault = check_block(root, above, language, text)
        if fault:
            yield number, fault
    yield from check_links(root, document, lines)


def documents(root):
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def faults(root):
    return [f"{d.relative_to(root)}:{number}: {text}" for d in documents(root) for number, text in check(root, d)]


# What the self-test writes as a document, and what must be found in it; nothing where it is right.
TRIALS = [
    ("<!-- from a.cpp -->\n```cpp\nint a;\n// [b]\n  int b;\n// [/b]\n```", None),
    ("<!-- from a.cpp#b -->\n\n```cpp\nint b;\n```", None),
    ("```sh\nls\n```\n[here](a.cpp) [there](https://example.org/x)", None),
    ("<!-- from a.cpp#b -->\n```cpp\nint c;\n```", "differs from a.cpp#b"),
    ("<!-- from a.cpp#c -->\n```cpp\nint c;\n```", "no region c"),
    ("<!-- from b.cpp -->\n```cpp\nint c;\n```", "no such file"),
    ("text\n```cpp\nint c;\n```", "must stand under"),
    ("<!-- from a.cpp#b -->\n```cpp\nint b;\n```\n```cpp\nint b;\n```", "must stand under"),
    ("[here](b.cpp)", "leads nowhere"),
]


def self_test():
    wrong = 0
    for text, expected in TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.cpp").write_text("int a;\n// [b]\n  int b;\n// [/b]\n")
            (Path(folder) / "trial.md").write_text(text)
            found = faults(Path(folder))
        if (expected is None and found) or (expected and not (len(found) == 1 and expected in found[0])):
            wrong += 1
            print(f"expected {expected!r} of\n{text}\nfound {found}")
    print(f"self-test: {len(TRIALS)} trials, {wrong} wrong")
    return wrong == 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--self-test", action="store_true", help="tries documents with known faults")
    if options.parse_args().self_test:
        sys.exit(0 if self_test() else 1)
    found = faults(ROOT)
    print("\n".join(found) if found else f"documents: {len(documents(ROOT))}, and their code is compiled code")
    sys.exit(1 if found else 0)


main()
