"""The pages of the site: the documents, and the sources to which they lead, laid out as the repository is.

A source becomes a page of its own, NAME.md, with its text in a block of code. A block of code that is from a file of the
repository gets a link to that file above it.
"""
import os
import re
import shutil
from pathlib import PurePosixPath

from pictures import picture

FENCE = re.compile(r"(`{3,}|~{3,})")
FROM = re.compile(r"<!-- from (\S+?)(?:#\S+)? -->")
LINK = re.compile(r"(\]\()([^)\s]+)")
PICTURES = {".svg", ".png"}
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".h": "c", ".c": "c", ".py": "python", ".pyi": "python", ".cmake": "cmake",
             ".json": "json", ".yml": "yaml", ".yaml": "yaml", ".sh": "sh", ".go": "go"}
INTERPRETERS = {"python3": "python", "bash": "sh", "sh": "sh"}


class Broken(Exception):
    """A document leads to what is not there."""


def language_of(name, text):
    shebang = re.match(r"#!.*?(\w+)(?: -\S+)*\n", text)
    if name.name == "CMakeLists.txt":
        return "cmake"
    return LANGUAGES.get(name.suffix) or INTERPRETERS.get(shebang[1] if shebang else "", "text")


def fenced_sketches(text):
    """An indented paragraph of C++ as a block of it; what a program prints stays as it is."""
    def fenced(block):
        lines = block[2].rstrip("\n").split("\n")
        if not any(re.search(r"[;}]$", line) for line in lines):
            return block[0]
        return "\n".join([block[1] + "```cpp", *(line[4:] for line in lines), "```\n"])
    return re.sub(r"(^[^\s-].*\n\n)((?:    .*\n)+)", fenced, text, flags=re.MULTILINE)


def with_pictures(text):
    """Each Mermaid block drawn."""
    return re.sub(r"^```mermaid\n(.*?)^```$", lambda block: picture(block[1]), text, flags=re.MULTILINE | re.DOTALL)


def as_page(name, text):
    """A source as a page; the fence is longer than any in it."""
    fence = "`" * (3 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"# `{name}`\n\n{fence}{language_of(name, text)}\n{text.rstrip()}\n{fence}\n"


def as_list(name, folder):
    """A folder without a README.md as a page."""
    files = sorted(file.name for file in folder.iterdir() if file.is_file())
    return "\n".join([f"# `{name}`\n", *(f"- [{file}]({file})" for file in files), ""])


class Pages:
    """Collects into a folder what is reachable from a repository's documents."""

    def __init__(self, root, target):
        self.root, self.target = root, target
        self.sources, self.written, self.to_do = set(), set(), []

    def collect(self):
        shutil.rmtree(self.target, ignore_errors=True)
        self.to_do = [PurePosixPath("README.md"), *(PurePosixPath(path.relative_to(self.root).as_posix())
                                                    for path in sorted((self.root / "docs").rglob("*.md")))]
        while self.to_do:
            name = self.to_do.pop()
            if name not in self.written:
                self.written.add(name)
                self.put(name)

    def put(self, name):
        file, page = self.root / name, self.page_of(name)
        (self.target / page).parent.mkdir(parents=True, exist_ok=True)
        if name.suffix in PICTURES:
            shutil.copyfile(file, self.target / page)
        elif file.is_dir():
            self.write(page, self.rewritten(page, as_list(name, file)))
        elif name.suffix == ".md":
            self.write(page, self.rewritten(page, with_pictures(fenced_sketches(file.read_text()))))
        else:
            self.sources.add(page)
            self.write(page, as_page(name, file.read_text()))

    def write(self, page, text):
        (self.target / page).write_text(text)

    def page_of(self, name):
        """Where on the site a file or folder of the repository is."""
        if (self.root / name).is_dir():
            return name / "README.md"
        return name if name.suffix == ".md" or name.suffix in PICTURES else name.with_name(name.name + ".md")

    def rewritten(self, page, text):
        """A document whose links lead to pages."""
        lines, fence = [], None
        for line in text.split("\n"):
            mark = FENCE.match(line.lstrip())
            if mark and not fence:
                fence = mark[1]
            elif mark and line.strip() == fence:
                fence = None
            elif not fence:
                line = self.with_origin(page, LINK.sub(lambda link: link[1] + self.link(page, link[2]), line))
            lines.append(line)
        return "\n".join(lines)

    def link(self, page, target):
        if re.match(r"[a-z]+:|#|<", target):
            return target
        path, _, anchor = target.partition("#")
        return self.relative(page, page.parent / path) + (f"#{anchor}" if anchor else "")

    def relative(self, page, name):
        name = PurePosixPath(os.path.normpath(name))
        if name.parts[0] == ".." or not (self.root / name).exists():
            raise Broken(f"{page}: there is no {name}")
        if (self.root / name).is_dir() and (self.root / name / "README.md").exists():
            name /= "README.md"
        self.to_do.append(name)
        return os.path.relpath(self.page_of(name), page.parent)

    def with_origin(self, page, line):
        """The line that names where a block is from, and for readers a link to there."""
        origin = FROM.fullmatch(line.strip())
        if not origin:
            return line
        return f"[{origin[1]}]({self.relative(page, PurePosixPath(origin[1]))})\n{{: .origin }}\n"
