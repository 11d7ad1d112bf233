#!/usr/bin/python3
"""Prints CommsTime beside the thesis's table 7.1. Reads what `./bench commstime --json` prints."""

import argparse
import csv
import json
import sys
from pathlib import Path

from benchmarking import table
from benchmarking.benchmark import Column

THESIS = Path(__file__).resolve().parents[1] / "experiments" / "thesis" / "commstime.csv"

COLUMNS = (
    Column("delta2", "delta2"),
    Column("system", "system"),
    Column("min", "min", "{:.4f}"),
    Column("middle", "middle", "{:.4f}"),
    Column("max", "max", "{:.4f}"),
    Column("/ switch", "ratio", "{:,.1f}"),
)

# How our forms of delta2 are called in the table, and how they are told apart.
FORMS = {
    "sequential": ("sequential", ""),
    "operations": ("parallel", ", a par of two writes"),
    "spawned": ("parallel", ", two processes spawned"),
}

NOTES = f"""
Microseconds for one communication: total time / messages / 4. The middle is the median of our rounds and the
average of the thesis's 100 runs. / switch: the fastest round in units of the fastest raw coroutine switch of the
same run; that ratio means something on another machine, the times do not.
The thesis: J. H. L. Johansen, uPyCSP, UiT 2020, table 7.1; on its own machine, an i5-8500T. PyCSP and uPyCSP take
a thread for a process, aPyCSP and uaPyCSP a coroutine; the first of each pair runs in Python, the other in MicroPython.
""".strip()


def measured(line):
    """A row of ours."""
    row = json.loads(line)
    delta2, how = FORMS[row["delta2"]]
    return {
        "delta2": delta2,
        "system": f"ucsp, {row['engine']}{how}",
        "min": row["ns_min"] / 1000,
        "middle": row["ns_median"] / 1000,
        "max": row["ns_max"] / 1000,
        "ratio": row["ratio_to_switch"],
    }


def cited(row):
    """A row of the thesis."""
    system = f"{row['version']} (thesis)"
    numbers = {ours: float(row[theirs]) for ours, theirs in (("min", "min_us"), ("middle", "avg_us"), ("max", "max_us"))}
    return {"delta2": row["delta2"], "system": system, **numbers}


def thesis():
    with THESIS.open() as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [cited(row) for row in rows if row["platform"] == "unix"]


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    ours = [measured(line) for line in sys.stdin if line.strip()]
    if not ours:
        sys.exit("demo_table: nothing was measured")
    rows = [*ours, *thesis()]
    table.show(COLUMNS, sorted(rows, key=lambda row: (row["delta2"] != "sequential", row["middle"])))
    print("\n" + NOTES)


main()
