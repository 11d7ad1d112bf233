"""The laws of another port, built, run, and compared with those of Linux."""
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("coop", "threads")
IMAGES = [f"{image}-{engine}" for engine in ENGINES for image in ("test", "test-wrap")]


class Differs(Exception):
    """What is not as it should be."""


def output(*command, seconds=600):
    """What a command prints, and its exit code."""
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", timeout=seconds)
    return done.stdout.replace("\r\n", "\n"), done.returncode


def built(preset, folder, targets, *definitions):
    """The folder in which a preset is built."""
    for command in (["cmake", "--log-level=WARNING", "--preset", preset, "-B", folder, *definitions],
                    ["cmake", "--build", folder, "--target", *targets]):
        printed, code = output(*command, seconds=None)
        if code != 0:
            raise Differs(f"{' '.join(command)} fails\n{printed}")
    return ROOT / folder


def laws_in(*program):
    """The names of the laws in a program."""
    printed, code = output(*program, "--gtest_list_tests")
    if code != 0:
        raise Differs(f"{program[-1]} lists no laws\n{printed}")
    laws, suite = set(), ""
    for line in printed.splitlines():
        name = line.split("#")[0].strip()
        if line.startswith(" "):
            laws.add(suite + name)
        elif name.endswith("."):
            suite = name
    return laws


def hold(*program, seconds=1800):
    """How many laws a program has, which all hold."""
    printed, code = output(*program, "--gtest_brief=1", seconds=seconds)
    passed = re.search(r"^\[  PASSED  \] (\d+) test", printed, re.M)
    if code != 0 or not passed:
        raise Differs(f"{program[-1]}: exit code {code}\n" + "\n".join(printed.splitlines()[-60:]))
    return int(passed[1])


def compare(where, here, on_linux, reasons):
    """Prints how many laws of Linux are not there, by reason. `reasons` has patterns of their names."""
    counted = dict.fromkeys(reasons.values(), 0)
    for law in sorted(on_linux - here):
        reason = next((why for pattern, why in reasons.items() if re.fullmatch(pattern, law)), None)
        if not reason:
            raise Differs(f"{law} is not there, and no reason is given")
        counted[reason] += 1
    for reason, count in counted.items():
        if count == 0:
            raise Differs(f"all are there of which it is said: {reason}")
        print(f"{where}: {count} are not there: {reason}")
