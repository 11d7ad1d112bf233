"""copy(), as Conan's: a pattern may reach into folders."""
import shutil
from pathlib import Path


def copy(recipe, pattern, src, dst):
    found = [path for path in Path(src).glob(pattern) if path.is_file()]
    if pattern.endswith("/*"):
        found = [path for path in (Path(src) / pattern[:-2]).rglob("*") if path.is_file()]
    if not found:
        raise FileNotFoundError(f"copy: nothing in {src} is {pattern}")
    for path in found:
        target = Path(dst) / path.relative_to(src)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
