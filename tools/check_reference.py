#!/usr/bin/python3
"""Proves that docs/reference shows every public declaration of the library as the headers have it.

  <!-- declared: reader writer::poison port::now -->   above a ```cpp block: what declarations.py reads of these, of a class
                                                       with all its public members, or with those that are named

Every public name and member stands in such a block; every section (## ...) that has one says what it costs (**Cost.**), from
where it may be called (**From.**), and has an example (<!-- from FILE -->). The options that CMakeLists.txt offers and the
macros that a header asks for stand in backticks. Prints each fault with its place and exits 1. With --write, puts the
declarations into the blocks instead.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from declarations import Headers, synopsis

ROOT = Path(__file__).resolve().parents[1]
DECLARED = re.compile(r"<!-- declared: ([^>]*?) -->\n```cpp\n(.*?)```", re.S)
# What a section with declarations says besides.
SECTION_SAYS = ("**Cost.**", "**From.**", "<!-- from ")


def laid_out(text):
    """By the project's own rules, and with one newline at its end."""
    laid = subprocess.run(["clang-format-16", "--style=file", f"--assume-filename={ROOT}/x.hpp"], input=text, text=True,
                          capture_output=True, check=True)
    return laid.stdout.rstrip("\n") + "\n"


class Reference:
    def __init__(self, root):
        self.root = root
        self.public = Headers(root).found
        self.shown = set()

    def block(self, asked):
        """The declarations of these names, and what is not there."""
        texts, absent = [], []
        wanted = {}
        for name in asked.split():
            whole, _, member = name.rpartition("::")
            if name in self.public or whole not in self.public:
                wanted[name] = None
            elif wanted.setdefault(whole, set()) is not None:
                wanted[whole].add(member)
        for name, members in wanted.items():
            declaration = self.public.get(name)
            if declaration is None:
                absent.append(name)
                continue
            known = {m for m, _ in declaration.members}
            absent += [f"{name}::{m}" for m in sorted((members or set()) - known)]
            self.shown |= {name} | {f"{name}::{m}" for m in (members or known)}
            texts.append(synopsis(declaration, members))
        return laid_out("\n\n".join(texts)), absent

    def pages(self):
        return sorted((self.root / "docs/reference").rglob("*.md"))

    def faults(self):
        for page in self.pages():
            text = page.read_text()
            place = lambda at: f"{page.relative_to(self.root)}:{text.count(chr(10), 0, at) + 1}"
            for found in DECLARED.finditer(text):
                block, absent = self.block(found[1])
                if absent:
                    yield f"{place(found.start())}: not declared: {', '.join(absent)}"
                elif block != found[2]:
                    yield f"{place(found.start())}: differs from the headers: {found[1]} (tools/check_reference.py --write)"
            yield from self.sections(text, place)
        yield from self.missing()

    @staticmethod
    def sections(text, place):
        for section in re.finditer(r"^## .*?(?=^## |\Z)", text, re.M | re.S):
            if "<!-- declared:" in section[0]:
                for word in SECTION_SAYS:
                    if word not in section[0]:
                        yield f"{place(section.start())}: this section has no {word}"

    def missing(self):
        for name, d in self.public.items():
            for each in dict.fromkeys([name, *(f"{name}::{m}" for m, _ in d.members)]):
                if each not in self.shown:
                    yield f"{d.file}:{d.line}: the reference does not show {each}"
        known = {w for page in self.pages() for span in re.findall(r"`([^`\n]+)`", page.read_text()) for w in re.findall(r"\w+", span)}
        for name, file in switches(self.root):
            if name not in known:
                yield f"{file}: the reference does not mention {name}"

    def write(self):
        for page in self.pages():
            put = lambda found: f"<!-- declared: {found[1]} -->\n```cpp\n{self.block(found[1])[0]}```"
            page.write_text(DECLARED.sub(put, page.read_text()))


def switches(root):
    """The options of the build, and the macros that a header asks for."""
    for header in sorted((root / "include/csp").rglob("*.hpp")):
        for name in re.findall(r"^\s*#\s*ifndef\s+(CSP_\w+)", header.read_text(), re.M):
            yield name, header.relative_to(root)
    build = root / "CMakeLists.txt"
    if build.is_file():
        for name in re.findall(r"(?:set|option)\((CSP_\w+)[^)]*(?:CACHE|ON|OFF|\$)", build.read_text()):
            yield name, build.relative_to(root)


# A header, what is public of it, and pages with one fault each.
TRIAL = """
// class comment { };
#ifndef CSP_SWITCH
#define CSP_SWITCH 0
#endif
namespace csp {
namespace core { struct deep { void member(); }; }
namespace detail { template <class T> struct base { void inherited(int) {} }; }
template <class T, class E = int> class [[nodiscard("csp: text {")]] thing : public detail::base<T> {
 public:
  explicit thing(int n) : number_(n) {}
  static constexpr bool constant = true;
  auto read() && { return 1; }
  template <class U> requires(sizeof(U) > 1) auto constrained(U u) { return u; }
  core::deep& machinery();
  bool await_ready() const { return false; }
 private:
  void hidden();
  int number_ = 0;
};
enum class colour : unsigned char { red, green = 3 };
template <class T> concept nice = requires { typename T::x; };
inline void twice(int) {}
inline void twice(long) {}
}
namespace csp::port { int now() noexcept; }
"""
PUBLIC = "thing::thing thing::inherited thing::constant thing::read thing::constrained colour nice twice port::now"
SAYS = "**Cost.** O(1). **From.** Anywhere.\n<!-- from a.cpp -->\n`CSP_SWITCH`"
PAGE = "## A\n\n<!-- declared: {} -->\n```cpp\n```\n{}\n"
TRIALS = [
    (PAGE.format(PUBLIC, SAYS), None),
    (PAGE.format(PUBLIC.replace(" nice", ""), SAYS), "does not show nice"),
    (PAGE.format(PUBLIC.replace(" thing::read", ""), SAYS), "does not show thing::read"),
    (PAGE.format(PUBLIC + " colours", SAYS), "not declared: colours"),
    (PAGE.format(PUBLIC + " thing::hidden", SAYS), "not declared: thing::hidden"),
    (PAGE.format(PUBLIC, SAYS.replace("Cost", "Price")), "no **Cost.**"),
    (PAGE.format(PUBLIC, SAYS.replace("From.", "Whence.")), "no **From.**"),
    (PAGE.format(PUBLIC, SAYS.replace("from a", "a")), "no <!-- from"),
    (PAGE.format(PUBLIC, SAYS.replace("CSP_SWITCH", "")), "does not mention CSP_SWITCH"),
]


def self_test():
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "include/csp").mkdir(parents=True)
        (root / "docs/reference").mkdir(parents=True)
        (root / "include/csp/trial.hpp").write_text(TRIAL)
        page = root / "docs/reference/trial.md"
        for text, expected in TRIALS:
            page.write_text(text)
            Reference(root).write()
            found = list(Reference(root).faults())
            if (expected is None and found) or (expected and not (len(found) == 1 and expected in found[0])):
                wrong += 1
                print(f"expected {expected!r} of\n{page.read_text()}\nfound {found}")
        page.write_text(TRIALS[0][0])
        if not any("differs" in fault for fault in Reference(root).faults()):
            wrong += 1
            print("a block that differs from the headers is not found")
    print(f"self-test: {len(TRIALS) + 1} trials, {wrong} wrong")
    return wrong == 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--self-test", action="store_true", help="tries pages with known faults")
    options.add_argument("--write", action="store_true", help="puts the declarations into the blocks")
    options.add_argument("--list", action="store_true", help="prints every public name and its place")
    asked = options.parse_args()
    if asked.self_test:
        sys.exit(0 if self_test() else 1)
    reference = Reference(ROOT)
    if asked.list:
        print("\n".join(f"{name} {d.file}:{d.line}" for name, d in sorted(reference.public.items())))
        return
    if asked.write:
        reference.write()
    found = list(reference.faults())
    print("\n".join(found) if found else f"reference: all of {len(reference.public)} public names, as the headers have them")
    sys.exit(1 if found else 0)


main()
