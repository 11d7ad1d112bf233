"""The navigation, read from the documents: a page stands where the index above it links to it first."""
import re

LINK = re.compile(r"\]\(([^)#\s]+)")


def title_of(page):
    heading = re.search(r"^# (.+)$", page.read_text(), re.MULTILINE)
    return heading[1].replace("`", "") if heading else page.stem


def linked(index):
    """Where an index links to, in its order."""
    return [(index.parent / target).resolve() for target in LINK.findall(index.read_text())] if index.is_file() else []


def place(path, order):
    """A page stands where it is linked first, a folder where the first of its pages is; last what is not linked."""
    return next((at for at, target in enumerate(order) if target == path or path in target.parents), len(order)), path.name


def entries(folder, top, order):
    """What stands in a folder, its index first."""
    order = linked(folder / "README.md") + order
    index = [str((folder / "README.md").relative_to(top))] if (folder / "README.md").is_file() else []
    rest = [path for path in folder.iterdir() if path.name != "README.md" and (path.is_dir() or path.suffix == ".md")]
    return index + [entry(path, top, order) for path in sorted(rest, key=lambda path: place(path.resolve(), order))]


def entry(path, top, order):
    if not path.is_dir():
        return {title_of(path): str(path.relative_to(top))}
    index = path / "README.md"
    return {title_of(index) if index.is_file() else path.name.capitalize(): entries(path, top, order)}


def navigation(top):
    """The front page; the documents, a tab for each folder; what stands beside the front page; single indexes elsewhere."""
    documents = entries(top / "docs", top, [])
    beside = [path for path in sorted(top.glob("*.md")) if path.name != "README.md" and title_of(path) != path.stem]
    indexes = [path for path in sorted(top.glob("*/README.md")) if path.parent.name != "docs"]
    return [{"ucsp": ["README.md", *documents[:1]]}, *documents[1:],
            {"More": [{title_of(path): str(path.relative_to(top))} for path in [*indexes, *beside]]}]
