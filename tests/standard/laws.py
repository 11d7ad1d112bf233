"""The laws hold on ports/standard, on both engines, with and without ThreadSanitizer.

Builds the laws on this Linux with that port, runs them, and compares their names with those of ports/posix. Prints how many
hold, and what is not there and why; exit code 1 when something differs.
"""
import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from held import ENGINES, IMAGES, Differs, built, compare, hold, laws_in

REASONS = {
    r"signal_handlers\..*": "a signal handler may not wake an engine here, for that takes a lock; report_on() returns `failed`",
    r"thread_options\.(have_numbered_names|can_be_given_a_name)": "a thread of the standard library has no name",
    r"thread_options\.can_be_given_a_stack": "nor can it be given a stack: one of more than 512 KiB is refused",
}


def main():
    argparse.ArgumentParser(prog="tests/standard/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    try:
        images = [f"tests/{image}" for image in IMAGES]
        here = built("release", "build/standard", IMAGES, "-DCSP_PORT=standard")
        for image in images:
            print(f"standard: {image.removeprefix('tests/')}: {hold(here / image)} laws hold", flush=True)
        on_linux = built("release", "build/release", IMAGES)
        compare("standard", *(set().union(*(laws_in(folder / image) for image in images)) for folder in (here, on_linux)), REASONS)
        for engine in ENGINES:
            program = built("tsan", "build/standard-tsan", [f"test-{engine}"], "-DCSP_PORT=standard") / f"tests/test-{engine}"
            print(f"standard: test-{engine} under ThreadSanitizer: {hold(program)} laws hold", flush=True)
    except (Differs, subprocess.TimeoutExpired) as why:
        sys.exit(f"standard: FAILED: {why}")


main()
