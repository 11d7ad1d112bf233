"""Stressed Alternatives: ns per select, as times, ratios and instructions."""
from benchmarking import samples
from benchmarking.benchmark import Benchmark, Column


def measure(build, contestant, instructions):
    """Under callgrind hundreds of threads would count how they wait, not what they do."""
    return samples.rows(build, contestant, instructions and contestant.engine == "coop")


BENCHMARK = Benchmark(
    name="stressed_alt",
    summary="one process chooses among channels with busy writers: ns for one select",
    columns=(
        Column("engine", "engine"),
        Column("config", "config"),
        Column("discipline", "discipline"),
        Column("kept", "kept"),
        *samples.TIMES,
    ),
    measure=measure,
    notes=(
        "small: 5 channels with 2 writers each; large: 100 with 5 each; sparse: 100, one writer at one of them;",
        "sparse_small: 5, likewise. fresh: the choice is made anew for each select, else it is kept.",
        *samples.NOTES,
    ),
    instructions=samples.INSTRUCTIONS,
    instructions_note="instructions: of one select and the writes that it takes, on coop.",
)
