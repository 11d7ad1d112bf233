"""The Raspberry Pi Pico in rp2040js: cycles, bytes, how many processes find room, and what its second core brings.

MicroPython's firmware is built for it too, which takes some minutes once.
"""
import os
import subprocess
import sys

from benchmarking import bare_metal, micropython, packages
from benchmarking.benchmark import Benchmark, Column, Failure, need_budgets
from benchmarking.build import ROOT, run

PACKAGES = ("cmake", "ninja-build", "gcc-arm-none-eabi", "libstdc++-arm-none-eabi-newlib", "libnewlib-arm-none-eabi",
            "python3-pyelftools")
BOARD = "pico"
FOLDER = ROOT / "build" / "bench-pico"

BUDGETS = {
    "communication": 270,
    "select of 5 ready, kept": 370,
    "pin's interrupt to process": 480,
    "value over a link": 760,
    "processes in 200 KiB": 1330,
    "farm, times as fast on both cores": 1.8,
    "flash of CommsTime": 13_500,
    "us of a communication in MicroPython, native, own loop": 21.5,
    "us of a communication in MicroPython, native, stock loop": 150,
}
# Programs, in the folders of benchmarks/, and how each is run.
EDGES = tuple(word for i in range(20) for word in ("--pin", f"{i + 1}:15={(i + 1) % 2}"))
PROGRAMS = {
    "bare_metal": {"communication": (), "communication_in_par": (), "select": (), "processes": (), "timer": (), "firing": ()},
    "pico": {"pin": EDGES, "link": ("--cores", "2"), "farm": ("--cores", "2")},
}


def built():
    done = subprocess.run([ROOT / "tools/pico/sdk"], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure("there is no pico-sdk")
    os.environ["PICO_SDK_PATH"] = done.stdout.strip()
    run("cmake", "--log-level=WARNING", "--preset", "pico", "-B", str(FOLDER), "-DCSP_BUILD_EXAMPLES=OFF", "-DCSP_BUILD_BENCHMARKS=ON")
    run("cmake", "--build", str(FOLDER), "--target", "image-bench",
        *(f"{name}-bench" for programs in PROGRAMS.values() for name in programs))
    return FOLDER / "benchmarks"


def figures_of(image, options):
    command = (ROOT / "tools/pico/run", "--exit", "--quiet", "--limit", "100", *options, image)
    for line in bare_metal.output_of(*command).splitlines():
        if line != "exit 0":
            yield bare_metal.figure_of(image, line)


def programs(benchmarks):
    for folder, its in PROGRAMS.items():
        for name, options in its.items():
            yield from figures_of(benchmarks / folder / f"{name}-bench", options)


def native(_options):
    benchmarks = built()
    found = dict(programs(benchmarks))
    yield from found.items()
    yield "farm, times as fast on both cores", round(found["farm, a job, on one core"] / found["farm, a job, on both cores"], 2)
    image = bare_metal.sizes_of(benchmarks / "pico" / "image-bench")
    yield "flash of CommsTime", image["flash"]
    yield "RAM of CommsTime", image["ram"]


SOURCES = (native, micropython.pico_figures)


def measured(options):
    packages.need(*PACKAGES)
    print("bench: pico, in rp2040js ...", file=sys.stderr, flush=True)
    for source in SOURCES:
        for figure, value in source(options):
            yield {"benchmark": "pico", "board": BOARD, "figure": figure, "value": value, "budget": BUDGETS.get(figure)}


def all_rows(options):
    return need_budgets(BUDGETS, measured(options))


BENCHMARK = Benchmark(
    name="pico",
    summary="a Raspberry Pi Pico in rp2040js: cycles, bytes and processes, both cores, and their budgets",
    columns=(Column("board", "board"), Column("figure", "figure"), Column("value", "value"), Column("budget", "budget")),
    measure=None,
    rows=all_rows,
    notes=("cycles at -Os, by rp2040js, no wait states of flash; bytes; or a number of processes, where more is better.",),
)
