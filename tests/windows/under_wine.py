"""The laws and examples hold on Windows, on both engines: built by MinGW-w64, run by wine.

Compares the names of the laws with those of Linux. The examples end with exit code 0, and those whose order is fixed print
numbers only. Prints how many hold, and what is not there and why; exit code 1 when something differs.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from held import ENGINES, IMAGES, Differs, built, compare, hold, laws_in, output

REASONS = {
    r"signal_handlers\..*": "Windows has no signals that a handler could wake an engine from; report_on() returns `failed`",
    r"thread_options\.(have_numbered_names|can_be_given_a_name)": "a thread of the standard library has no name",
    r"thread_options\.can_be_given_a_stack": "nor can it be given a stack: one of more than 512 KiB is refused",
}
EXAMPLES = ["01_hello", "03_choice", "04_output_guards", "05_components", "06_buffers", "07_shutdown", "08_server",
            "09_sieve", "10_philosophers", "11_foreign_thread", "12_word_count", "reference-ports", "reference-misuse"]
ARGUMENTS = {"12_word_count": ["examples/texts/rendezvous.txt"]}
# Of these the order in which processes print is theirs.
ORDERED = {"01_hello", "09_sieve"}


def wine(program):
    return "wine", f"{program}.exe"


def examples_hold(here):
    for engine in ENGINES:
        for each in EXAMPLES:
            printed, code = output(*wine(here / f"examples/{each}-{engine}"), *ARGUMENTS.get(each, []))
            if code != 0:
                raise Differs(f"{each}-{engine}: exit code {code}\n{printed}")
            if each in ORDERED and not re.fullmatch(r"(\d+\n)+", printed):
                raise Differs(f"{each}-{engine} prints\n{printed}")
    print(f"windows: {len(EXAMPLES)} examples hold on both engines", flush=True)


def check():
    examples = [f"{each}-{engine}" for each in EXAMPLES for engine in ENGINES]
    here = built("mingw", "build/mingw", [*examples, *IMAGES])
    examples_hold(here)
    for image in IMAGES:
        print(f"windows: {image}: {hold(*wine(here / 'tests' / image))} laws hold", flush=True)
    on_linux = built("release", "build/release", IMAGES)
    compare("windows", set().union(*(laws_in(*wine(here / "tests" / image)) for image in IMAGES)),
            set().union(*(laws_in(on_linux / "tests" / image) for image in IMAGES)), REASONS)


def main():
    argparse.ArgumentParser(prog="tests/windows/run", description=__doc__,
                            formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if not shutil.which("wine"):
        sys.exit("tests/windows/run: there is no wine; it is in the Debian packages wine and wine64")
    # A Windows of its own, which says nothing of what it lacks.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as prefix:
        os.environ.update(WINEPREFIX=prefix, WINEDEBUG="-all")
        try:
            check()
        except (Differs, subprocess.TimeoutExpired) as why:
            sys.exit(f"windows: FAILED: {why}")
        finally:
            subprocess.run(["wineserver", "--kill"], check=False)


main()
