"""The samples of interleaved rounds, summed up."""
from statistics import median

from benchmarking import callgrind, program
from benchmarking.benchmark import Column

TIMES = (
    Column("ns min", "ns_min", "{:,.2f}"),
    Column("median", "ns_median", "{:,.2f}"),
    Column("max", "ns_max", "{:,.2f}"),
    Column("/ switch", "ratio_to_switch", "{:,.2f}"),
    Column("/ yield", "ratio_to_yield", "{:,.2f}"),
)

NOTES = (
    "/ switch: fastest round / fastest raw coroutine switch of the same rounds; / yield: the same with a",
    "sched_yield ping-pong, for threads that share one core.",
)

INSTRUCTIONS = Column("instructions", "instructions", "{:,.1f}")


def summary(sampled):
    """The fastest of all rounds against the fastest of each yardstick, which the same rounds measured."""
    ns = sampled["ns"]
    row = {key: value for key, value in sampled.items() if key != "name" and not isinstance(value, list)}
    row.update(ns_min=round(min(ns), 3), ns_median=round(median(ns), 3), ns_max=round(max(ns), 3))
    for yardstick in ("switch", "yield"):
        if raw := sampled.get(yardstick + "_ns"):
            row["ratio_to_" + yardstick] = round(min(ns) / min(raw), 3)
    return row


def rows(build, contestant, instructions, parts=1):
    """A row for each thing measured; `parts` is how many of what the row is about the program does in one."""
    for sampled in program.rows(build, contestant):
        row = summary(sampled)
        if instructions:
            counted = callgrind.of_one(build.program(contestant.target), sampled["name"])
            row["instructions"] = round(counted / parts, 2)
        yield row
