"""Interrupt ends: ns per message of a foreign thread."""
from benchmarking import samples
from benchmarking.benchmark import Benchmark, Column


def measure(build, contestant, instructions):
    return samples.rows(build, contestant, False)


BENCHMARK = Benchmark(
    name="interrupts",
    summary="a foreign thread sends to a process: ns for one message, and what is dropped",
    columns=(
        Column("engine", "engine"),
        Column("what", "what"),
        Column("dropped", "dropped_per_message", "{:.4f}"),
        *samples.TIMES,
    ),
    measure=measure,
    notes=(
        "all arrive: what is refused is sent again; may drop: it is not; dropped: refusals for each message.",
        "round trip: to a process that answers by an interrupt_reader, which the thread asks again and again.",
        *samples.NOTES,
    ),
)
