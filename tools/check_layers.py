#!/usr/bin/python3
"""Proves the directions of the layers of include/csp from what the headers say.

  core <- engine <- public headers <- components,  port <- engine

Reads the #include lines, where atomics stand, and that no #if stands inside a class or a function.
Prints each violation as file:line and exits 1.
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

# Standard headers that need no run-time; every layer may include them.
EVERYWHERE = set(
    "bit compare concepts coroutine cstddef cstdint exception limits new source_location string_view type_traits"
    " utility".split()
)

# The layers below each one, and the standard headers that it may include besides.
LAYERS = {
    "core": ({"core"}, set()),
    "port": ({"port"}, {"atomic"}),
    "engine": ({"core", "port", "engine"}, {"atomic"}),
    "public": ({"core", "port", "engine", "public"}, {"array", "tuple"}),
    "components": ({"public", "components"}, {"array"}),
}

# What one header may include besides.
ALONE = {"saturated.hpp": {"chrono"}, "port/kernel.hpp": {"mutex"}, "one_of.hpp": {"variant"}}

# The layers in which atomics may stand.
ATOMIC = {"engine", "port"}


def layer_of(path):
    """The layer of a path below include/csp: its folder, or public; a header beside a folder belongs to it."""
    if len(path.parts) > 1:
        return path.parts[0]
    return path.stem if path.stem in LAYERS else "public"


def without_comments_and_strings(text):
    """The same lines with comments and literals blanked; #include lines keep their names."""
    include = r'^[ \t]*#[ \t]*include[ \t]*[<"][^>"\n]*[>"]'
    comment = r"//[^\n]*|/\*.*?\*/"
    literal = r'"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    pattern = re.compile(f"({include})|{comment}|{literal}", re.M | re.S)
    return pattern.sub(lambda found: found[1] or re.sub(r"[^\n]", " ", found[0]), text)


def check_include(root, header, name, quoted):
    """What is wrong with one include; nothing when it is right."""
    layer = layer_of(header)
    below, besides = LAYERS[layer]
    if not quoted and not name.startswith("csp/"):
        if name in EVERYWHERE | besides | ALONE.get(header.as_posix(), set()):
            return None
        return f"{layer} must not include <{name}>"
    if header.as_posix() == "core/language.hpp":
        return None  # it includes what is not there, to end the compilation
    target = ((root / header).parent if quoted else root.parent) / name
    if not target.resolve().is_relative_to(root.resolve()) or not target.exists():
        return f'"{name}" is not a header of the library'
    found = target.resolve().relative_to(root.resolve())
    other = layer_of(found)
    return None if other in below or found.as_posix() == "core/language.hpp" else f"{layer} must not include {other}: {name}"


def check_includes(root, header, lines):
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        fault = found and check_include(root, header, found[2], found[1] == '"')
        if fault:
            yield number, fault


def check_atomics(header, lines):
    if layer_of(header) in ATOMIC:
        return
    for number, line in enumerate(lines, 1):
        if re.search(r"std\s*::\s*atomic|#\s*include\s*<atomic>", line):
            yield number, "atomics stand only in engine/, port/ and ports/"


def check_conditions(lines):
    """Braces are counted, those of namespaces apart."""
    open_braces = []
    before = ""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#"):
            if re.match(r"\s*#\s*(if|ifdef|ifndef|elif|else)\b", line) and any(open_braces):
                yield number, "#if inside a class or a function"
            continue
        for token in re.split(r"([{};])", line + " "):
            if token == "{":
                open_braces.append(not re.search(r"\bnamespace\b|\bextern\b", before))
            if token == "}" and open_braces:
                open_braces.pop()
            before = "" if token in ("{", "}", ";") else before + token


def violations(root):
    """All of them below the folder of the headers, as (header, line, text)."""
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        header = path.relative_to(root)
        if layer_of(header) not in LAYERS:
            yield header, 1, f"{header.parts[0]}/ is no layer"
            continue
        lines = without_comments_and_strings(path.read_text()).split("\n")
        for checked in (check_includes(root, header, lines), check_atomics(header, lines), check_conditions(lines)):
            for number, text in checked:
                yield header, number, text


# What the self-test plants at the end of a header, and what must be found there.
PLANTS = [
    ("core/status.hpp", '#include "../engine/coop.hpp"', "core must not include engine"),
    ("core/status.hpp", '#include "../port/memory.hpp"', "core must not include port"),
    ("core/status.hpp", '#include "../channel.hpp"', "core must not include public"),
    ("core/status.hpp", "#include <csp/channel.hpp>", "core must not include public"),
    ("core/status.hpp", "#include <vector>", "core must not include <vector>"),
    ("core/status.hpp", "#include <pthread.h>", "core must not include <pthread.h>"),
    ("core/status.hpp", "#include <atomic>", "atomics stand only in"),
    ("core/status.hpp", "std::atomic<int> planted;", "atomics stand only in"),
    ("channel.hpp", "std::atomic<int> planted;", "atomics stand only in"),
    ("channel.hpp", "#include <iostream>", "public must not include <iostream>"),
    ("channel.hpp", '#include "absent.hpp"', "is not a header of the library"),
    ("channel.hpp", '#include "components/identity.hpp"', "public must not include components"),
    ("csp.hpp", '#include "components.hpp"', "public must not include components"),
    ("components/identity.hpp", '#include "../core/status.hpp"', "components must not include core"),
    ("components/identity.hpp", "#include <vector>", "components must not include <vector>"),
    ("port/memory.hpp", '#include "../core/status.hpp"', "port must not include core"),
    ("engine/coop.hpp", '#include "../channel.hpp"', "engine must not include public"),
    ("engine/coop.hpp", "#include <mutex>", "engine must not include <mutex>"),
    ("core/status.hpp", "class planted {\n#if 1\n#endif\n};", "#if inside a class or a function"),
    ("core/status.hpp", "namespace csp {\nvoid planted() {\n#ifdef X\n#endif\n}\n}", "#if inside a class or a function"),
    ("engine/threads.hpp", "struct planted {\n#ifdef X\n#endif\n};", "#if inside a class or a function"),
    ("utility/planted.hpp", "", "utility/ is no layer"),
]

# What it plants to see that it stays silent.
HARMLESS = [
    ("core/status.hpp", "// std::atomic and #include <vector>"),
    ("core/status.hpp", '/*\n#include "../channel.hpp"\n*/'),
    ("core/status.hpp", 'constexpr char planted[] = "{ // std::atomic";\n#if 1\n#endif'),
    ("core/status.hpp", "namespace csp {\n#if 1\n#endif\n}"),
    ("port/memory.hpp", "#include <atomic>"),
    ("port/kernel.hpp", "#include <mutex>"),
    ("channel.hpp", "#include <tuple>"),
    ("components/identity.hpp", '#include "../alternative.hpp"\n#include "prefix.hpp"'),
]


def planted(root, header, text):
    """What is found when `text` stands at the end of `header` in a copy of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "csp"
        shutil.copytree(root, copy)
        target = copy / header
        target.parent.mkdir(exist_ok=True)
        first = len(target.read_text().split("\n")) if target.exists() else 1
        with target.open("a") as end:
            end.write(text + "\n")
        return first, [(h.as_posix(), number, fault) for h, number, fault in violations(copy)]


def self_test(root):
    wrong = 0
    for header, text, expected in PLANTS:
        first, found = planted(root, header, text)
        if not any(h == header and number >= first and expected in fault for h, number, fault in found):
            wrong += 1
            print(f"not found: {text!r} at the end of {header}: {expected}")
    for header, text in HARMLESS:
        first, found = planted(root, header, text)
        for h, number, fault in found:
            if h == header and number >= first:
                wrong += 1
                print(f"found, but harmless: {text!r} at the end of {header}: {fault}")
    print(f"self-test: {len(PLANTS) + len(HARMLESS)} plants, {wrong} wrong")
    return wrong == 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--self-test", action="store_true", help="plants violations in a copy and demands them found")
    root = Path(__file__).resolve().parents[1] / "include" / "csp"
    if options.parse_args().self_test:
        sys.exit(0 if self_test(root) else 1)
    found = list(violations(root))
    for header, number, text in found:
        print(f"include/csp/{header}:{number}: {text}")
    if found:
        sys.exit(1)
    print("layers: core <- engine <- public <- components, port <- engine hold")


main()
