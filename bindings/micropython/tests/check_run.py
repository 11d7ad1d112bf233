#!/usr/bin/env python3
"""Proves that tests/run and tests/differential find what is wrong: laws that fail, print too much, hang or end the program.

Runs both on this CPython, on laws and a module that are made wrong on purpose. Exits 1 when one was not found.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ON_CPYTHON = ["uapycsp", "--python", sys.executable, "--pure"]

GOOD = """
@law
async def this_holds():
    c = BufferedChannel("c", 1)
    await c.write(1)
    expect(await c.read(), 1)
"""

# Laws after a good one, and what must be said of them.
WRONG = [
    ("@law\nasync def wrong():\n    expect(1, 2)\n", "laws.py: wrong: FAILED", "1 of 2"),
    ("@law\nasync def wrong():\n    await Channel().read(1, 2)\n", "TypeError", "1 of 2"),
    ("@law\nasync def wrong():\n    print('more')\n", "laws.py: wrong: more", "1 of 2"),
    ("@law\nasync def wrong():\n    # prints: less\n    pass\n", "laws.py: wrong: ok", "1 of 2"),
    ("@law\nasync def wrong():\n    await Channel().read()\n", "laws.py: wrong: not ended", "1 of 2"),
    ("@law\nasync def wrong():\n    sys.exit()\n", "laws.py: wrong: not ended", "1 of 2"),
    ("@law\nasync def wrong():\n    import os\n    os._exit(3)\n", "exit code 3", "1 of 2"),
    ("raise ValueError\n@law\nasync def wrong():\n    pass\n", "laws.py: wrong: not reached", "0 of 2"),
    ("print('between')\n", "between", "of 1"),
]

# What is done to the pure package, so that random networks must come out otherwise.
LESIONS = [
    ("channel.py", "writer.commit(0)\n                return writer.value", "writer.commit(0)\n                return 5"),
    ("channel.py", "self.stored.pop(0)", "self.stored.pop()"),
    ("channel.py", "self.choice.decide(self.guard, answer, self.age)", "self.choice.decide(self.choice.guards[0], answer, self.age)"),
    ("tasks.py", "self._channel.end()", "pass"),
]


def said_by(*command):
    ended = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, timeout=120)
    return ended.stdout + ended.stderr, ended.returncode


def judged(laws):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "laws.py"
        file.write_text(laws)
        return said_by(HERE / "run", *ON_CPYTHON, "--timeout", 2, file)


def faults_of_run():
    said, code = judged(GOOD)
    if code or "1 of 1 laws hold" not in said:
        yield f"a law that holds:\n{said}"
    for law, message, count in WRONG:
        said, code = judged(GOOD + law)
        if not code or message not in said or count not in said:
            yield f"{law}was judged\n{said}"


def copy_with(folder, name, old, new):
    """A copy of the bindings with one lesion."""
    for source in [*HERE.glob("*"), *HERE.parent.glob("pure/*/*.py")]:
        if source.is_file():
            target = folder / source.relative_to(HERE.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    wounded = folder / "pure/purecsp" / name
    text = wounded.read_text()
    if text.count(old) < 1:
        raise SystemExit(f"{name} has no {old!r}")
    wounded.write_text(text.replace(old, new))


def faults_of_differential():
    reference, code = said_by(HERE / "differential", *ON_CPYTHON, "--networks", 60)
    if code:
        yield f"two times the same implementation:\n{reference}"
    wanted = subprocess.run([sys.executable, str(HERE / "differential"), *ON_CPYTHON, "--networks", "60", "--print"],
                            capture_output=True, text=True).stdout
    for lesion in LESIONS:
        with tempfile.TemporaryDirectory() as folder:
            copy_with(Path(folder), *lesion)
            got = subprocess.run([sys.executable, f"{folder}/tests/differential", *ON_CPYTHON, "--networks", "60", "--print",
                                  "--timeout", "2"], capture_output=True, text=True).stdout
        if got == wanted:
            yield f"random networks do not notice {lesion}"


def main():
    wrong = [*faults_of_run(), *faults_of_differential()]
    print("\n".join(wrong) or f"{len(WRONG)} wrong laws and {len(LESIONS)} wrong modules are found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
