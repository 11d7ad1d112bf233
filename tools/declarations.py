"""The public declarations of the library, read by libclang and written as a user would write them.

Public is what stands in the namespaces csp, csp::port and csp::components themselves, not in those inside them (csp::core,
csp::detail): types, functions, variables, the values of enumerations, and the public members of classes. What is generic
over the engine, basic_X, counts as X, which each engine's namespace makes of it.
"""
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from clang.cindex import AccessSpecifier, CursorKind, Index

# Kinds that Debian's Python bindings do not know.
for number, name in ((153, "CONCEPT_SPECIALIZATION_EXPR"), (154, "REQUIRES_EXPR"), (604, "CONCEPT_DECL")):
    if not hasattr(CursorKind, name):
        setattr(CursorKind, name, CursorKind(number))

SPACES = {"csp": "", "csp::coop": "", "csp::threads": "threads::", "csp::port": "port::", "csp::components": "components::"}
CLASSES = {CursorKind.CLASS_DECL, CursorKind.STRUCT_DECL, CursorKind.CLASS_TEMPLATE,
           CursorKind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION}
FUNCTIONS = {CursorKind.FUNCTION_DECL, CursorKind.FUNCTION_TEMPLATE, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR,
             CursorKind.CONVERSION_FUNCTION}
OTHERS = {CursorKind.VAR_DECL, CursorKind.FIELD_DECL, CursorKind.TYPE_ALIAS_DECL, CursorKind.TYPE_ALIAS_TEMPLATE_DECL,
          CursorKind.ENUM_DECL, CursorKind.CONCEPT_DECL, CursorKind.USING_DECLARATION}

# What the parts of the library need of each other, besides what names csp::core.
MACHINERY = set("engine counted promise_type value_type node as varies kept capacity policy handle rep period is_steady visit"
                " turn::next".split())

# What is awaited, or chosen from, has a type that nobody writes; what comes of it:
AWAITED = {
    "read": "co_await: T", "next": "co_await: result<T>", "extended": "co_await: T", "write": "co_await: nothing",
    "send": "co_await: status", "sync": "co_await: nothing", "tick": "co_await: std::uint64_t",
    "sleep_for": "co_await: nothing", "sleep_until": "co_await: nothing", "yield": "co_await: nothing",
    "pri_alt": "co_await: unsigned or chosen", "fair_alt": "co_await: unsigned or chosen", "alt": "co_await: unsigned or chosen",
    "keep": "a choice that has select()", "scope": "co_await: outcome", "par": "co_await: see below", "when": "a guard",
}

# What a user reads instead of a type that is of no use to him.
AS_READ = [
    (r"\b(?:detail::)?(?:input|reporting_input|output|timeout|point|skipping|barrier_guard|conditional)<[^;{]*?> ", "guard "),
    (r"\bdetail::(?:sleeping|syncing|yielding)<[^>]*> ", "awaitable "),
    (r"\bbasic_(\w+)<E>", r"\1"),
    (r"\bbasic_(\w+)<(\w+), (?:E|engine)>", r"\1<\2>"),
    (r"\bbasic_(\w+)<(\w+), (\w+), (?:E|engine)>", r"\1<\2, \3>"),
    (r"\bbasic_(\w+)", r"\1"),
    (r"core::payload_of<T>", "T"),
    (r"(?:, )?core::site \w+ = core::site::here\(\)", ""),
    (r"core::label called = std::source_location::current\(\)", "label called = place"),
    (r"template <class = void>\s*", ""),
    (r", class E(?=[,>])", ""),
    (r"class E, ", ""),
    (r"template <class E>\s*", ""),
    (r"\[\[nodiscard[^\]]*\]\]\s*", ""),
    (r"\[\[gnu::\w+\]\]\s*", ""),
    (r"\bdetail::", ""),
]


@dataclass
class Declaration:
    name: str       # as the reference calls it: reader::poison, port::now
    text: str       # its signature
    file: Path
    line: int
    members: tuple  # of a class


class Headers:
    def __init__(self, root, resources=None):
        self.root = root.resolve()
        self.csp = self.root / "include/csp"
        self.classes = defaultdict(list)  # by name in csp: its definitions and specialisations
        self.found = {}
        self.unit = self.parse()
        for space in self.spaces(self.unit.cursor, also={"csp::detail"}):
            for each in space.get_children():
                if each.kind in CLASSES and each.is_definition():
                    self.classes[self.word(each)].append(each)
        for space in self.spaces(self.unit.cursor):
            self.take(space)

    def parse(self):
        headers = sorted(self.csp.rglob("*.hpp"))
        text = "".join(f'#include "{h}"\n' for h in headers)
        resources = subprocess.run(["clang-16", "-print-resource-dir"], text=True, capture_output=True, check=True).stdout.strip()
        unit = Index.create().parse("all.cpp", ["-x", "c++", "-std=c++20", f"-I{self.root}/include", "-DCSP_NAMES=1",
                                                "-resource-dir", resources], unsaved_files=[("all.cpp", text)])
        wrong = [str(d) for d in unit.diagnostics if d.severity >= 3]
        if wrong:
            raise SystemExit("\n".join(wrong))
        return unit

    def is_ours(self, cursor):
        return cursor.location.file and self.csp in Path(cursor.location.file.name).parents

    def spaces(self, cursor, path="", also=frozenset()):
        for each in cursor.get_children():
            if each.kind == CursorKind.NAMESPACE and self.is_ours(each):
                name = f"{path}::{each.spelling}".strip(":")
                if name in SPACES.keys() | also:
                    each.prefix = SPACES.get(name)
                    yield each
                    yield from self.spaces(each, name, also)

    @staticmethod
    def word(cursor):
        return cursor.spelling.split("<")[0]

    def source(self, cursor, end):
        return Path(cursor.location.file.name).read_bytes()[cursor.extent.start.offset:end].decode()

    def signature(self, cursor):
        """Its text without a body, initialisers or comments."""
        end = cursor.extent.end.offset
        if cursor.kind in FUNCTIONS:
            bodies = [c.extent.start.offset for c in cursor.get_children()
                      if c.extent.end.offset == end and self.source(c, end).startswith("{")]
            end = min([end, *bodies])
        text = re.sub(r"//[^\n]*|/\*.*?\*/", "", self.source(cursor, end), flags=re.S)
        # In names.inc; see there.
        text = re.sub(r"\bCSP_NAME\s+", "static " if cursor.semantic_parent.kind in CLASSES else "", text)
        if cursor.kind == CursorKind.CONSTRUCTOR or cursor.spelling.split("<")[0] == cursor.semantic_parent.spelling.split("<")[0]:
            text = before_initialisers(text)
        return " ".join(as_read(text).split()).rstrip(" ;")

    def take(self, space):
        for each in space.get_children():
            name = self.word(each)
            if self.is_ours(each) and "engine" in Path(each.location.file.name).resolve().relative_to(self.csp).parts and name != "default_stack_size":
                continue
            if not self.is_ours(each) or not is_public(name) or name in MACHINERY or each.kind == CursorKind.NAMESPACE:
                continue
            if each.semantic_parent != space or (space.prefix == "threads::" and name in self.found):
                continue
            full = space.prefix + name
            if each.kind in CLASSES:
                if not name.startswith("basic_"):
                    self.add(full, each, self.class_head(each), self.members(name))
            elif each.kind in FUNCTIONS | OTHERS:
                generic = re.search(r"\bbasic_(\w+)", self.source(each, each.extent.end.offset)) if "ALIAS" in each.kind.name else None
                members = self.members("basic_" + generic[1]) if generic and name == generic[1] else ()
                self.add(full, each, self.alias_head(each, name) if members else self.signature(each), members)

    def add(self, name, cursor, text, members=()):
        known = self.found.get(name)
        if known:
            if text not in known.text.split(";\n") and not members:
                known.text += ";\n" + text
            return
        self.found[name] = Declaration(name, text, Path(cursor.location.file.name).resolve().relative_to(self.root), cursor.location.line, members)

    def class_head(self, cursor):
        text = as_read(re.sub(r"//[^\n]*", "", self.source(cursor, cursor.extent.end.offset)))
        return " ".join(re.split(r"\s(?:final\s*)?[:{](?!:)", text)[0].split())

    def alias_head(self, cursor, name):
        template = re.match(r"template <[^;]*?>(?=\s*using)", self.source(cursor, cursor.extent.end.offset), re.S)
        return f"{template[0] if template else ''} class {name}".strip()

    def members(self, name):
        """(name, signature) of each, its own first; of a constructor the name is that of the class."""
        own = name.removeprefix("basic_")
        found = {}
        for cursor in self.classes[name]:
            for member, text in self.members_of(cursor):
                is_constructor = member in (name, "basic_end")
                found[own if is_constructor else member, re.sub(r"^(explicit )?end(?=[(&])", rf"\1{own}", text)] = None
        return tuple(found)

    def members_of(self, cursor):
        for each in cursor.get_children():
            if each.kind == CursorKind.CXX_BASE_SPECIFIER:
                base = next((c.referenced for c in each.get_children() if c.kind in (CursorKind.TEMPLATE_REF, CursorKind.TYPE_REF)), None)
                if base is not None and each.access_specifier == AccessSpecifier.PUBLIC and not self.is_core(base):
                    for definition in self.classes[self.word(base)]:
                        yield from self.members_of(definition)
            elif each.access_specifier == AccessSpecifier.PUBLIC and each.kind in FUNCTIONS | OTHERS:
                text = self.signature(each)
                name = self.word(each)
                if not {name, f"{cursor.spelling}::{name}"} & MACHINERY and is_for_users(name, text):
                    yield name, text

    @staticmethod
    def is_core(cursor):
        while cursor is not None and cursor.kind != CursorKind.TRANSLATION_UNIT:
            if cursor.kind == CursorKind.NAMESPACE and cursor.spelling == "core":
                return True
            cursor = cursor.semantic_parent
        return False


def as_read(text):
    for pattern, instead in AS_READ:
        text = re.sub(pattern, instead, text)
    return text


def before_initialisers(text):
    depth = 0
    for i, c in enumerate(text):
        depth += {"(": 1, ")": -1}.get(c, 0)
        if c == ":" and depth == 0 and text[i + 1] != ":" and text[i - 1] != ":":
            return text[:i]
    return text


def is_for_users(name, text):
    """Whether a member is, which is no copy, no move and no part of an await."""
    return not (name.startswith("await_") or re.search(r"\bcore::|^using (?!\w+ =)|= delete$|(\w+)\((const \1&|\1&&)|E::", text))


def is_public(name):
    return bool(name) and not (name.endswith("_") or name.startswith(("await_", "operator", "~")))


def synopsis(declaration, only=None):
    """It as C++, to be laid out; of its members those in `only`, where that is given."""
    note = lambda name, text: f"{text};" + (f"  // {AWAITED[name]}" if name in AWAITED and re.search(r"\b(auto|awaitable|guard) ", text) else "")
    if not declaration.members:
        return "\n".join(note(declaration.name.split("::")[-1], text) for text in declaration.text.split(";\n"))
    lines = [note(name, text) for name, text in declaration.members if only is None or name in only]
    access = "" if declaration.text.startswith("struct") else " public:\n"
    return f"{declaration.text} {{\n{access}" + "\n".join(lines) + "\n};"
