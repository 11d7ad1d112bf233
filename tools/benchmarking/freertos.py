"""FreeRTOS on a Cortex-M3 under QEMU: processes in tasks, and FreeRTOS alone beside them. The same in every run."""
import subprocess
import sys

from benchmarking import packages
from benchmarking.bare_metal import figures_of
from benchmarking.benchmark import Benchmark, Column, Failure, need_budgets
from benchmarking.build import ROOT, run

PACKAGES = ("cmake", "ninja-build", "gcc-arm-none-eabi", "libstdc++-arm-none-eabi-newlib", "qemu-system-arm")
BOARD = "mps2-an385"
PROGRAMS = ("communication", "interrupts", "processes")

COMMUNICATION = "communication"
THERE_AND_BACK = "notification there and back, raw"
BY_QUEUE = "communication by queue and semaphore, raw"
BUDGETS = {"processes in 64 KiB, stacks of 512 bytes": 80, "processes in 256 KiB, stacks of 512 bytes": 320}


def source():
    found = subprocess.run([ROOT / "tools/freertos_source"], stdout=subprocess.PIPE, text=True)
    if found.returncode != 0:
        raise Failure("there is no kernel of FreeRTOS")
    return found.stdout.strip()


def build():
    folder = ROOT / "build/bench-freertos"
    run("cmake", "--log-level=WARNING", "--preset", "freertos", "-B", str(folder), f"-DFREERTOS_DIR={source()}",
        f"-DFREERTOS_CONFIG_DIR={ROOT / 'benchmarks/freertos'}", "-DCSP_BUILD_EXAMPLES=OFF", "-DCSP_BUILD_BENCHMARKS=ON")
    run("cmake", "--build", str(folder), "--target", *(f"freertos-{program}-bench" for program in PROGRAMS))
    return folder / "benchmarks/freertos"


def budgets(figures):
    """A communication costs at most 1.15 of a raw ping-pong, and less than a raw rendezvous."""
    missing = [figure for figure in (THERE_AND_BACK, BY_QUEUE) if figure not in figures]
    if missing:
        raise Failure("measured by nobody, though a budget is made of it: " + ", ".join(missing))
    return BUDGETS | {COMMUNICATION: min(figures[THERE_AND_BACK] * 115 // 100, figures[BY_QUEUE] - 1)}


def all_rows(_options):
    packages.need(*PACKAGES)
    print(f"bench: freertos on {BOARD} ...", file=sys.stderr, flush=True)
    programs = build()
    figures = {}
    for program in PROGRAMS:
        figures |= dict(figures_of(programs / f"freertos-{program}-bench"))
    held = budgets(figures)
    return need_budgets(held, ({"benchmark": "freertos", "board": BOARD, "figure": figure, "value": value,
                                "budget": held.get(figure)} for figure, value in figures.items()))


BENCHMARK = Benchmark(
    name="freertos",
    summary="processes in tasks of FreeRTOS under QEMU, and FreeRTOS alone",
    columns=(Column("board", "board"), Column("figure", "figure"), Column("value", "value"), Column("budget", "budget")),
    measure=None,
    rows=all_rows,
    notes=("instructions, not cycles, at -Os; bytes; or a number of processes, where more is better.",),
)
