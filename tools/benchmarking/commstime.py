"""CommsTime: ns per communication, as times, ratios and instructions."""
from statistics import median

from benchmarking import callgrind, program
from benchmarking.benchmark import Benchmark, Column, Contestant

PEERS = (
    Contestant("go", "commstime-peer-go", "golang-go", beside=("raw-switch-bench",),
               arguments=lambda build: ["-switch-program", str(build.program("raw-switch-bench"))]),
    Contestant("boost-fiber", "commstime-peer-boost-fiber", "libboost-fiber-dev"),
    Contestant("semaphores", "commstime-peer-semaphores"),
)


def measure(build, contestant, instructions):
    for sampled in program.rows(build, contestant):
        row = summary(sampled)
        if instructions and contestant not in PEERS:
            row["instructions"] = callgrind.per_communication(build.program(contestant.target), row["delta2"])
        yield row


def summary(sampled):
    """The fastest of all rounds against the fastest of each yardstick, which the same rounds measured."""
    ns = sampled["ns"]
    row = {key: sampled[key] for key in ("benchmark", "engine", "delta2")}
    row.update(ns_min=round(min(ns), 3), ns_median=round(median(ns), 3), ns_max=round(max(ns), 3))
    for yardstick in ("switch", "yield"):
        if raw := sampled.get(yardstick + "_ns"):
            row["ratio_to_" + yardstick] = round(min(ns) / min(raw), 3)
    return row


BENCHMARK = Benchmark(
    name="commstime",
    summary="four processes in a ring: ns for one communication, with delta2 in three forms",
    columns=(
        Column("engine", "engine"),
        Column("delta2", "delta2"),
        Column("ns min", "ns_min", "{:.2f}"),
        Column("median", "ns_median", "{:.2f}"),
        Column("max", "ns_max", "{:.2f}"),
        Column("/ switch", "ratio_to_switch", "{:.2f}"),
        Column("/ yield", "ratio_to_yield", "{:.2f}"),
    ),
    measure=measure,
    peers=PEERS,
    notes=(
        "/ switch: fastest round / fastest raw coroutine switch of the same rounds; / yield: the same with a",
        "sched_yield ping-pong, for threads that share one core.",
    ),
    instructions=Column("instructions", "instructions", "{:.1f}"),
    instructions_note="instructions: the program's own. On threads the kernel's come on top, unseen, and runs differ a little.",
)
