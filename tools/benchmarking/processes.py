"""Idle processes: memory, and time to make them."""
from statistics import median

from benchmarking import program
from benchmarking.benchmark import Benchmark, Column

RUNS = 3


def measure(build, contestant, instructions):
    """Each run is a program of its own: memory freed by one would be missing in the growth of the next."""
    runs = [row for _ in range(RUNS) for row in program.rows(build, contestant)]
    fewest = min(row["processes"] for row in runs)
    runs = [row for row in runs if row["processes"] == fewest]
    yield runs[0] | {
        "bytes_per_process": median(row["bytes_per_process"] for row in runs),
        "ns_per_process": min(row["ns_per_process"] for row in runs),
    }


BENCHMARK = Benchmark(
    name="processes",
    summary="processes that wait in a read: bytes for each, and ns to make one",
    columns=(
        Column("engine", "engine"),
        Column("processes", "processes", "{:,}"),
        Column("bytes each", "bytes_per_process", "{:,.0f}"),
        Column("frame", "frame_bytes"),
        Column("ns to make one", "ns_per_process", "{:,.0f}"),
    ),
    measure=measure,
    notes=("bytes each: growth of the resident memory; the kernel's own (a thread's kernel stack) is not in it.",),
)
