#!/usr/bin/python3
"""Proves that docs/reference mentions every public name of the library.

Public is, in include/csp/*.hpp, names.inc, engine/threads.hpp, core/status.hpp, core/diagnostics/misuse.hpp, port/*.hpp and
components/*.hpp:

  - what is declared in the namespaces csp, csp::port, csp::components and csp::threads (not in those inside them, such as csp::core),
    and the values of its enumerations;
  - the public members of its classes but constructors, operators and what starts with await_;
  - the options that CMakeLists.txt offers and the macros that a header asks for with #ifndef CSP_...

but what tools/check_reference.py itself lists, with the reason. A name counts as mentioned when it stands in
backticks in a page of docs/reference. Prints each name that does not, with its place, and exits 1.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPACES = {"csp", "csp::port", "csp::threads", "csp::components", ""}

def words_of(*lines):
    return {word for line in lines for word in line.split()}


# Known under another name: basic_channel is csp::channel, and so on. Their members are public.
ALIASED = words_of(
    "basic_channel basic_reader basic_writer basic_ends basic_end basic_process_of basic_network basic_barrier",
    "basic_enrolment basic_interrupt_writer basic_interrupt_reader basic_spawner basic_waiting basic_awaited basic_ticker channel_base reads writes",
)

# What a program makes and awaits, or gives to a choice, without ever writing its type; concepts, which the reference
# says in words; and the engine itself. Of their members only those are public that a program calls.
INNER = words_of(
    "operation reading writing parallel awaited_par awaited_where_made parallel_list parallel_range results_of",
    "parallel_operations alternative kept_alternative selecting syncing sleeping yielding scoped promise common",
    "input reporting_input output timeout point skipping conditional barrier_guard guard_list guard_mix row copied",
    "carries buffers ends_of copied_first interrupt_end make_shared_channel engine default_name pinned_writer extended_read",
    "operation_within",
    "parallel_offers visit_processes print_report",
    "room_for_writes write_to_all guards_into taking take pass copy next_of mux2_by has_default can_be_copied can_be_added",
    "range_of",
    "payload operation_type process_type process_range guard_range guard choosable is_short_list all_of argument parallel_argument plain_value",
)
CALLED = words_of("or_end wait select")

# Members that the parts of the library need of each other.
MACHINERY = words_of(
    "basic_awaited::channel basic_awaited::awaited_side basic_channel::rendezvous basic_end::rendezvous basic_end::counted channel_base::counted turn::next",
    "basic_process_of::promise_type basic_process_of::engine basic_process_of::value_type",
    "one_of::node one_of::as node::timed node::needs_prepare node::may_be_kept",
    "fifo::capacity fifo::policy overwrite_oldest::capacity overwrite_oldest::policy drop_newest::capacity",
    "drop_newest::policy thread::handle clock::rep clock::period clock::is_steady",
)


def code(text):
    """The text without comments, literals and preprocessor lines, as tokens with their line numbers."""
    blank = lambda found: re.sub(r"[^\n]", " ", found[0])
    text = re.sub(r"//[^\n]*|/\*.*?\*/", blank, text, flags=re.S)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"|(?<![0-9a-zA-Z])\'(?:\\.|[^\'\\\n])\'', lambda f: '""' + " " * (len(f[0]) - 2), text)
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)
    for number, line in enumerate(text.split("\n"), 1):
        for token in re.findall(r"::|[A-Za-z_]\w*|\d[\w']*|\S", line):
            yield token, number


def without_template(words):
    """A declaration without its template<...> and what follows of requires-clauses in front of it."""
    while words and words[0] == "template":
        depth = 0
        for i, word in enumerate(words[1:], 1):
            depth += {"<": 1, ">": -1}.get(word, 0)
            if depth == 0:
                break
        words = words[i + 1 :]
    if words and words[0] == "requires":
        starts = [i for i, w in enumerate(words) if w in ("auto", "class", "struct", "void", "using") or w in TYPES]
        words = words[starts[0] :] if starts else []
    return words


TYPES = {"conditional", "result", "parallel_operations", "basic_process_of"}


def outside_parentheses(words):
    depth = 0
    for word in words:
        depth -= word == ")"
        if depth == 0:
            yield word
        depth += word == "("


def is_word(word):
    return re.fullmatch(r"[A-Za-z_]\w*", word) is not None


class Headers:
    """Walks one header and notes what it declares."""

    def __init__(self, text):
        self.tokens = list(code(text))
        self.at = 0
        self.found = []  # (name, line)
        self.classes = []

    def word(self):
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def skip_braces(self):
        depth = 0
        while self.at < len(self.tokens):
            depth += {"{": 1, "}": -1}.get(self.word(), 0)
            self.at += 1
            if depth == 0:
                return

    def head(self):
        """What stands up to the next ; or { or } that is in no parenthesis, and the line of each word."""
        words, depth = [], 0
        while self.at < len(self.tokens):
            word = self.word()
            if depth == 0 and word in (";", "{", "}"):
                return words
            depth += {"(": 1, ")": -1}.get(word, 0)
            words.append(self.tokens[self.at])
            self.at += 1
            if depth == 0 and word == ":" and len(words) == 2 and words[0][0] in ("public", "private", "protected"):
                return words
        return words

    def note(self, name, line):
        inside = self.classes[-1] if self.classes else ""
        inner = any(c in INNER for c in self.classes) and name not in CALLED
        if not (inner or f"{inside}::{name}" in MACHINERY):
            self.found.append((name, line))

    def namespace(self, name):
        """Everything in a namespace, up to its closing brace or the end."""
        while self.word() is not None and self.word() != "}":
            self.declaration(self.head(), name in SPACES, name)
        self.at += 1

    def enumerators(self):
        self.at += 1
        expects = True
        while self.word() != "}":
            if expects:
                self.note(*self.tokens[self.at])
            expects = self.word() == ","
            self.at += 1
        self.at += 1

    def members(self, is_class, noted):
        self.at += 1
        public = not is_class
        while self.word() != "}":
            head = self.head()
            if len(head) == 2 and head[1][0] == ":":
                public = head[0][0] == "public"
            else:
                self.declaration(head, public and noted, None)
        self.at += 1

    def declaration(self, head, noted, space):
        """One declaration whose head was read; its body or its semicolon comes next. space: None in a class."""
        words = without_template([w for w, _ in head])
        line = head[-1][1] if head else 0
        line_of = dict(reversed(head))
        opens = self.word() == "{"
        if not words:
            return self.skip_braces() if opens else self.pass_on()
        if words[0] == "namespace" and opens:
            self.at += 1
            inner = "".join(words[1:])
            return self.namespace(f"{space}::{inner}" if space else inner)
        key = next((w for w in words[:3] if w in ("class", "struct", "enum", "union")), None)
        if key and opens and "=" not in words and "(" not in words[: words.index(key) + 2]:
            return self.type(words, key, line_of, noted)
        name = self.name_of(words)
        if noted and name:
            self.note(name, line_of.get(name, line))
        if opens:
            self.skip_braces()
            self.rest_of_declaration(words)
        else:
            self.pass_on()

    def rest_of_declaration(self, words):
        """After a braced initialiser or a requires-expression, up to the semicolon; a function's body has none."""
        if "concept" in words or ("=" in outside_parentheses(words) and "operator" not in words):
            self.head_with_braces()
        elif self.word() == ";":
            self.at += 1

    def head_with_braces(self):
        while self.word() not in (";", "}", None):
            self.skip_braces() if self.word() == "{" else self.pass_on()
        self.pass_on()

    def pass_on(self):
        if self.word() != "}":
            self.at += 1

    def type(self, words, key, line_of, noted):
        after = words[words.index(key) + 1 :]
        while after[0] in ("class", "[", "]", "nodiscard"):
            after = after[after.index("]", after.index("]") + 1) + 1 :] if after[0] == "[" else after[1:]
        is_specialised = len(after) > 1 and after[1] == "<"
        noted = noted and after[1:2] != ["::"]  # else one of another library is specialised
        if noted and not is_specialised:
            self.note(after[0], line_of[after[0]])
        if key == "enum":
            return self.enumerators() if noted else self.skip_braces()
        self.classes.append(after[0])
        self.members(key == "class", noted)
        self.classes.pop()
        while self.word() not in (";", None):
            self.at += 1
        self.at += 1

    @staticmethod
    def name_of(words):
        """The declared name; None for what has none, or none that a user writes."""
        if words[0] in ("friend", "static_assert", "extern", "explicit", "public") or "operator" in words or "~" in words:
            return None
        if words[0] == "using":
            return words[1] if len(words) > 2 and words[2] == "=" else None
        if "concept" in words:
            return words[words.index("concept") + 1]
        end = next((i for i, w in enumerate(words) if w in ("(", "=")), len(words))
        before = [w for w in words[:end] if is_word(w)]
        if end < len(words) and words[end] == "(" and words[end - 1] in ("alignas", "requires", "noexcept", "decltype"):
            return None
        if before and "::" in words[:end] and words[words.index(before[-1], 0, end) - 1] == "::":
            return None  # a member, defined outside its class
        is_constructor = len(before) == 1 and end < len(words) and words[end] == "("
        return None if not before or is_constructor else before[-1]


def headers(root):
    csp = root / "include" / "csp"
    for each in [*csp.glob("*.hpp"), csp / "names.inc", csp / "engine/threads.hpp", csp / "core/status.hpp",
                 csp / "core/diagnostics/misuse.hpp", *(csp / "port").glob("*.hpp"), *(csp / "components").glob("*.hpp")]:
        if each.is_file():
            yield each


def is_public(name):
    return not (name in ALIASED | INNER or name.endswith("_") or name.startswith("await_"))


def names_of(text):
    """The public names that a header declares, each with the line of its first declaration."""
    walk = Headers(text)
    walk.namespace("")
    first = {}
    for name, line in walk.found:
        if is_public(name):
            first.setdefault(name, line)
    for number, line in enumerate(text.split("\n"), 1):
        asked = re.match(r"\s*#\s*ifndef\s+(CSP_\w+)", line)
        if asked:
            first.setdefault(asked[1], number)
    return first


def options_of(text):
    return {found[1]: text[: found.start()].count("\n") + 1
            for found in re.finditer(r"(?:set|option)\((CSP_\w+)[^)]*(?:CACHE|ON|OFF|\$)", text)}


def public_names(root):
    """Every public name as (name, file, line)."""
    for header in headers(root):
        for name, line in names_of(header.read_text()).items():
            yield name, header.relative_to(root), line
    build = root / "CMakeLists.txt"
    if build.is_file():
        for name, line in options_of(build.read_text()).items():
            yield name, build.relative_to(root), line


def mentioned(root):
    """Every word that stands in backticks in the reference."""
    spans = (span for page in (root / "docs/reference").rglob("*.md") for span in re.findall(r"`([^`\n]+)`", page.read_text()))
    return {word for span in spans for word in re.findall(r"[A-Za-z_]\w*", span)}


def missing(root):
    known = mentioned(root)
    return sorted({f"{file}:{line}: the reference does not mention {name}" for name, file, line in public_names(root)
                   if name not in known})


# A header, and the names that must be found in it.
TRIAL = """
// class comment { };
#ifndef CSP_SWITCH
#endif
namespace csp {
struct plain { int field = 0; void member(int) {} };
template <class T, class E = int> class [[nodiscard("csp: text {")]] thing : public base<T> {
 public:
  explicit thing(int n) : number_(n) {}
  ~thing() {}
  static constexpr bool constant = true;
  auto answer() && { return 1; }
  bool with_default(int n = 1) { return n; }
  template <class U> requires(sizeof(U) > 1) auto constrained(U u) { return u; }
  friend bool operator==(const thing&, int) { return true; }
  explicit operator bool() const { return true; }
  bool await_ready() const { return false; }
 private:
  void hidden();
  int number_ = 0;
};
template <> class thing<void> { public: void in_a_special_case(); };
enum class colour : unsigned char { red, green = 3 };
constexpr const char* called(colour c) { constexpr const char* all[] = {"a", "b"}; return all[0]; }
template <class T> concept nice = requires { typename T::x; requires sizeof(T) == 1; };
template <class T> using alias = thing<T>;
inline std::size_t variable = std::size_t{4} * 2;
namespace inside { void deep(); }
inline void thing<int>::defined_outside() {}
[[noreturn]] void never(int) noexcept;
}
namespace csp::core { void inner(); }
namespace csp::port { int now() noexcept; }
"""
EXPECTED = set(
    "CSP_SWITCH plain field member thing constant answer with_default constrained in_a_special_case colour red green called nice alias"
    " variable never now".split()
)


def self_test():
    found = set(names_of(TRIAL))
    options = set(options_of('set(CSP_A coop CACHE STRING "x")\noption(CSP_B "y" ${TOP})\nset(other 1)'))
    right = found == EXPECTED and options == {"CSP_A", "CSP_B"}
    if not right:
        print(f"not found: {sorted(EXPECTED - found)}; found, but not public: {sorted(found - EXPECTED)}; {options}")
    print(f"self-test: {len(EXPECTED) + 2} names, {'all' if right else 'NOT all'} as they should be")
    return right


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--self-test", action="store_true", help="tries a header with known names")
    options.add_argument("--list", action="store_true", help="prints every public name and its place")
    asked = options.parse_args()
    if asked.self_test:
        sys.exit(0 if self_test() else 1)
    if asked.list:
        print("\n".join(sorted(f"{name} {file}:{line}" for name, file, line in public_names(ROOT))))
        sys.exit(0)
    found = missing(ROOT)
    print("\n".join(found) if found else f"reference: all of {len(set(n for n, _, _ in public_names(ROOT)))} public names")
    sys.exit(1 if found else 0)


main()
