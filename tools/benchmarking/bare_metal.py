"""Microcontrollers under QEMU: instructions, bytes, and how many processes find room. The same in every run."""
import json
import re
import subprocess
import sys

from benchmarking import packages
from benchmarking.benchmark import Benchmark, Column, Failure, need_budgets
from benchmarking.build import ROOT, run

PACKAGES = ("cmake", "ninja-build", "gcc-arm-none-eabi", "libstdc++-arm-none-eabi-newlib", "qemu-system-arm",
            "gcc-riscv64-unknown-elf", "picolibc-riscv64-unknown-elf", "qemu-system-misc", "python3-pyelftools")
BOARDS = {"cortex-m3": "mps2-an385", "rv32": "virt-rv32"}  # by preset

# On the Cortex-M3; the other board has none.
BUDGETS = {
    "communication": 130,
    "flash of CommsTime": 4096,
    "frame of a process with two waits": 128,
    "frame, each further wait": 36,
    "channel": 24,
    "processes in 64 KiB": 430,
    "processes in 256 KiB": 1700,
    "select of 5 ready, kept": 250,
    "interrupt to process": 250,
    "timeout set and taken back": 260,
    "sleep": 265,
}
IMAGES = ("image", "frames")  # only looked into
PROGRAMS = ("communication", "communication_in_par", "select", "processes", "interrupts", "timer", "firing")


def build(preset):
    folder = ROOT / "build" / f"bench-{preset}"
    run("cmake", "--log-level=WARNING", "--preset", preset, "-B", str(folder), "-DCSP_BUILD_EXAMPLES=OFF",
        "-DCSP_BUILD_BENCHMARKS=ON")
    run("cmake", "--build", str(folder), "--target", *(f"{p}-bench" for p in (*PROGRAMS, *IMAGES)))
    return folder / "benchmarks" / "bare_metal"


def output_of(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def figure_of(program, line):
    """Of a line `name: number` that it printed."""
    found = re.fullmatch(r"(.+): (\d+)", line)
    if not found:
        raise Failure(f"{program.name} said: {line}")
    return found[1], int(found[2])


def figures_of(program):
    for line in output_of(ROOT / "tools" / "qemu", program).splitlines():
        yield figure_of(program, line)


def sizes_of(image):
    return json.loads(output_of(ROOT / "tools" / "sizes", image, "--json"))


def sizes(programs):
    image = sizes_of(programs / "image-bench")
    waits = sizes_of(programs / "frames-bench")
    frame = {p["process"].split("(")[0]: p["frame"] for p in waits["processes"]}
    row = [frame[f"{n}_wait{'s' if n != 'one' else ''}"] for n in ("one", "two", "three", "four")]
    yield "flash of CommsTime", image["flash"]
    yield "RAM of CommsTime", image["ram"]
    yield "frame of a process with one wait", row[0]
    yield "frame of a process with two waits", row[1]
    yield "frame, each further wait", max(b - a for a, b in zip(row[1:], row[2:]))
    yield "channel", max(c["bytes"] for c in image["channels"])


def measured():
    packages.need(*PACKAGES)
    for preset, board in BOARDS.items():
        print(f"bench: bare_metal on {board} ...", file=sys.stderr, flush=True)
        programs = build(preset)
        for program in PROGRAMS:
            yield from rows(board, figures_of(programs / f"{program}-bench"))
        yield from rows(board, sizes(programs))


def rows(board, figures):
    for figure, value in figures:
        budget = BUDGETS.get(figure) if board == BOARDS["cortex-m3"] else None
        yield {"benchmark": "bare_metal", "board": board, "figure": figure, "value": value, "budget": budget}


def all_rows(_options):
    return need_budgets(BUDGETS, measured())


BENCHMARK = Benchmark(
    name="bare_metal",
    summary="microcontrollers under QEMU: instructions, bytes and processes, and their budgets",
    columns=(Column("board", "board"), Column("figure", "figure"), Column("value", "value"), Column("budget", "budget")),
    measure=None,
    rows=all_rows,
    notes=("instructions, not cycles, at -Os; bytes; or a number of processes, where more is better.",),
)
