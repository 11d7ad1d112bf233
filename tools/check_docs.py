#!/usr/bin/python3
"""Proves that the C++ in the documents is the C++ of files that are compiled.

Every ```cpp block of README.md, CONTRIBUTING.md, examples/ and docs/ stands under a comment that says where it is from:

  <!-- from examples/01_hello.cpp -->      the whole file
  <!-- from examples/12_word_count.cpp#split --> what stands between `// [split]` and `// [/split]`, in Python `# [split]`

Any other block under such a comment is checked too; declarations, under <!-- declared: NAMES -->, are for check_reference.py. Links to files of the project must lead somewhere, and from
docs/README.md links lead to every page in docs/, perhaps by way of the README.md of a folder. The files and identifiers that
docs/design/how-it-works.md names in backticks, and in its pictures those with a `_`, are there.
Prints a diff for each difference and exits 1. With --write, puts the code into the blocks instead.
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
NAMED = "docs/design/how-it-works.md"
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


class Absent(Exception):
    """What a document names is not there."""


def region(lines, name):
    begin, end = (next((i for i, line in enumerate(lines) if re.fullmatch(rf"\s*(//|#) \[{mark}{re.escape(name)}\]", line)), None)
                  for mark in ("", "/"))
    if begin is None or end is None or end < begin:
        raise Absent(f"no region {name}")
    inside = [line for line in lines[begin + 1 : end] if not re.fullmatch(r"\s*(//|#) \[/?\S+\]", line)]
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
    if not marked and above.startswith("<!-- declared: "):
        return None
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
    code = {n for _, start, _, text in blocks(lines) for n in range(start + 1, start + 1 + len(text))}
    for number, line in enumerate(lines, 1):
        if number in code:
            continue
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:", target) and not (document.parent / target).exists():
                yield number, f"a link leads nowhere: {target}"


def sources(root):
    for folder in ("include", "ports", "bindings/micropython/src", "tests", "tools"):
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and file.suffix in {".hpp", ".cpp", ".h", ".c", ".inc", ".py"} and "build" not in file.parts:
                yield file


def words(root):
    """What the sources say besides their comments."""
    found = set()
    for file in sources(root):
        comment = r"#.*" if file.suffix == ".py" else r"//.*|/\*.*?\*/"
        found.update(re.findall(r"\w+", re.sub(comment, "", file.read_text())))
    return found


def names(lines):
    """Each line's number, and what it names: in backticks, or in a picture."""
    pictured = {n for _, start, _, text in blocks(lines) for n in range(start + 1, start + 1 + len(text))}
    for number, line in enumerate(lines, 1):
        for name in re.findall(r"\b\w+_\w*|\b\w*_\w+", line) if number in pictured else re.findall(r"`([^`]+)`", line):
            yield number, name


def check_names(root, lines):
    """A path begins at the root or at include/csp; a file alone may stand anywhere below."""
    known = words(root)
    for number, name in names(lines):
        if "/" in name:
            if not any((root / start / name).exists() for start in ("", "include/csp")):
                yield number, f"no such file: {name}"
        elif re.fullmatch(r"\w+\.(hpp|cpp|inc|py)", name):
            if not any(file.name == name for file in sources(root)):
                yield number, f"no such file: {name}"
        else:
            for word in re.findall(r"[A-Za-z_]\w*", name):
                if word not in known:
                    yield number, f"no source says {word}"


def check(root, document):
    lines = document.read_text().split("\n")
    if document == root / NAMED:
        yield from check_names(root, lines)
    for above, number, language, text in blocks(lines):
        fault = check_block(root, above, language, text)
        if fault:
            yield number, fault
    yield from check_links(root, document, lines)


def documents(root):
    return [*sorted(root.glob("*.md")), *sorted(root.glob("examples/*.md")), *sorted((root / "docs").rglob("*.md"))]


def linked_from(page):
    """The pages to which an index links, and those to which their indexes link."""
    found, to_do = set(), [page]
    while to_do:
        index = to_do.pop()
        pages = {(index.parent / target).resolve() for target in LINK.findall(index.read_text())} - found
        found |= pages
        to_do += [p for p in pages if p.name == "README.md" and p.is_file() and page.parent in p.parents]
    return found


def check_index(root):
    index = root / "docs" / "README.md"
    if not index.is_file():
        return
    reached = linked_from(index.resolve())
    for page in sorted((root / "docs").rglob("*.md")):
        if page != index and page.resolve() not in reached:
            yield f"{page.relative_to(root)}:1: no link leads here from docs/README.md"


def faults(root):
    wrong = [f"{d.relative_to(root)}:{number}: {text}" for d in documents(root) for number, text in check(root, d)]
    return [*wrong, *check_index(root)]


def write(root, document):
    """Puts the code into the blocks of a document, the last one first."""
    lines = document.read_text().split("\n")
    for above, start, _, text in reversed(list(blocks(lines))):
        marked = FROM.fullmatch(above)
        if marked:
            lines[start : start + len(text)] = source(root, marked[1], marked[2])
    document.write_text("\n".join(lines))


# What the self-test writes as a document, and what must be found in it; nothing where it is right.
TRIALS = [
    ("<!-- from a.cpp -->\n```cpp\nint a;\n// [b]\n  int b;\n// [/b]\n```", None),
    ("<!-- from a.cpp#b -->\n\n```cpp\nint b;\n```", None),
    ("<!-- from a.py#b -->\n```python\nb = 1\n```", None),
    ("<!-- from a.py#b -->\n```python\nb = 2\n```", "differs from a.py#b"),
    ("```sh\nls\n```\n[here](a.cpp) [there](https://example.org/x)", None),
    ("<!-- from a.cpp#b -->\n```cpp\nint c;\n```", "differs from a.cpp#b"),
    ("<!-- from a.cpp#c -->\n```cpp\nint c;\n```", "no region c"),
    ("<!-- from b.cpp -->\n```cpp\nint c;\n```", "no such file"),
    ("text\n```cpp\nint c;\n```", "must stand under"),
    ("<!-- declared: c -->\n```cpp\nint c;\n```", None),
    ("<!-- from a.cpp#b -->\n```cpp\nint b;\n```\n```cpp\nint b;\n```", "must stand under"),
    ("[here](b.cpp)", "leads nowhere"),
    ("```text\n[&](spawner& here)\n```\n[here](a.cpp)", None),
    ("```text\n[&](spawner& here)\n```\n[here](b.cpp)", "leads nowhere"),
]

# What it writes as docs/README.md and docs/a/README.md beside docs/a/page.md, and whether the page is found.
INDEXES = [
    ("[page](a/page.md) [a](a/README.md)", "", True),
    ("[a](a/README.md)", "[page](page.md)", True),
    ("[a](a/README.md)", "", False),
    ("[a](a/README.md)", "[up](../README.md)", False),
]


# What it writes as the page that names things, beside include/csp/core/a.hpp, and what must be found in it.
NAMES = [
    ("`core/a.hpp`, `a.hpp` and `include/csp/core/a.hpp` have `E::go(here)`, `core/`", None),
    ("```mermaid\nflowchart LR\n  go_on --> all else\n```", None),
    ("`core/b.hpp`", "no such file: core/b.hpp"),
    ("`b.hpp`", "no such file: b.hpp"),
    ("`gone`", "no source says gone"),
    ("`said`, which only a comment says", "no source says said"),
    ("```mermaid\nflowchart LR\n  go_by --> all else\n```", "no source says go_by"),
]


def try_names(text):
    with tempfile.TemporaryDirectory() as here:
        source_file = Path(here) / "include" / "csp" / "core" / "a.hpp"
        source_file.parent.mkdir(parents=True)
        source_file.write_text("void go(E here);  // said\nint go_on;\n")
        page = Path(here) / NAMED
        page.parent.mkdir(parents=True)
        page.write_text(text)
        return [fault for _, fault in check(Path(here), page)]


def try_index(top, folder):
    with tempfile.TemporaryDirectory() as here:
        pages = Path(here) / "docs" / "a"
        pages.mkdir(parents=True)
        (pages.parent / "README.md").write_text(top)
        (pages / "README.md").write_text(folder)
        (pages / "page.md").write_text("")
        return not list(check_index(Path(here)))


def try_write():
    """What is written is right afterwards."""
    with tempfile.TemporaryDirectory() as here:
        (Path(here) / "a.cpp").write_text("int a;\n// [b]\n  int b;\n// [/b]\n")
        trial = Path(here) / "trial.md"
        trial.write_text("<!-- from a.cpp#b -->\n```cpp\nint c;\n```\ntext\n<!-- from a.cpp -->\n```cpp\n```\n")
        write(Path(here), trial)
        return not faults(Path(here)) and trial.read_text().count("int b;") == 2


def self_test():
    wrong = 0
    for text, expected in TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.cpp").write_text("int a;\n// [b]\n  int b;\n// [/b]\n")
            (Path(folder) / "a.py").write_text("a = 1\n# [b]\nb = 1\n# [/b]\n")
            (Path(folder) / "trial.md").write_text(text)
            found = faults(Path(folder))
        if (expected is None and found) or (expected and not (len(found) == 1 and expected in found[0])):
            wrong += 1
            print(f"expected {expected!r} of\n{text}\nfound {found}")
    for text, expected in NAMES:
        found = try_names(text)
        if found != ([expected] if expected else []):
            wrong += 1
            print(f"expected {expected!r} of the page\n{text}\nfound {found}")
    for top, folder, expected in INDEXES:
        if try_index(top, folder) != expected:
            wrong += 1
            print(f"expected {expected} of the indexes {top!r} and {folder!r}")
    if not try_write():
        wrong += 1
        print("what --write writes is wrong")
    print(f"self-test: {len(TRIALS) + len(NAMES) + len(INDEXES) + 1} trials, {wrong} wrong")
    return wrong == 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--self-test", action="store_true", help="tries documents with known faults")
    options.add_argument("--write", action="store_true", help="puts the code into the blocks")
    asked = options.parse_args()
    if asked.self_test:
        sys.exit(0 if self_test() else 1)
    if asked.write:
        for document in documents(ROOT):
            write(ROOT, document)
    found = faults(ROOT)
    print("\n".join(found) if found else f"documents: {len(documents(ROOT))}, and their code is compiled code")
    sys.exit(1 if found else 0)


main()
