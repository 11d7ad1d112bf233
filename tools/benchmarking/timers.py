"""Timers: ns to set one and take it back, and to be woken by one."""
from benchmarking import samples
from benchmarking.benchmark import Benchmark, Column

DIFFERENCES = ("ns_min", "ns_median", "instructions")


def measure(build, contestant, instructions):
    """Also what a timeout adds to a choice, from the same one without it; on threads the noise is larger than that."""
    untimed = None
    for row in samples.rows(build, contestant, instructions and contestant.engine == "coop"):
        yield row
        if row["what"] == "untimed":
            untimed = row
        if row["what"] == "timed" and contestant.engine == "coop":
            yield added(row, untimed)


def added(timed, untimed):
    switch = timed["ns_min"] / timed["ratio_to_switch"]
    row = {key: timed[key] for key in ("benchmark", "engine", "timers")} | {"what": "arm and cancel"}
    row.update({key: round(timed[key] - untimed[key], 3) for key in DIFFERENCES if key in timed})
    return row | {"ratio_to_switch": round(row["ns_min"] / switch, 3)}


BENCHMARK = Benchmark(
    name="timers",
    summary="a choice with a timeout, and sleeps, while many other timers are set",
    columns=(
        Column("engine", "engine"),
        Column("what", "what"),
        Column("timers", "timers", "{:,}"),
        *samples.TIMES,
    ),
    measure=measure,
    notes=(
        "untimed, timed: a select that waits and is then given a value, without and with a timeout; arm and cancel: the",
        "difference. firing: a sleep that ends and the next one, in time of the processor. clock: one look at the system's.",
        "On coop the port's clock is one that jumps: reading the system's comes on top, once for a choice with a timeout.",
        *samples.NOTES,
    ),
    instructions=samples.INSTRUCTIONS,
    instructions_note="instructions: on coop.",
)
