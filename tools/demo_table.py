#!/usr/bin/python3
"""Prints an experiment beside the thesis's tables. Reads what `./bench EXPERIMENT --json` prints, and what
`./bench micropython_EXPERIMENT --json --board unix` prints."""

import argparse
import csv
import json
import sys
from pathlib import Path

from benchmarking import table
from benchmarking.benchmark import Column

THESIS = Path(__file__).resolve().parents[1] / "experiments" / "thesis"

FIGURES = (
    Column("system", "system"),
    Column("min", "min", "{:.4f}"),
    Column("middle", "middle", "{:.4f}"),
    Column("max", "max", "{:.4f}"),
    Column("/ switch", "ratio", "{:,.1f}"),
)

NOTES = """
The middle is the median of our rounds and the average of the thesis's 100 runs. / switch: the fastest round in units
of the fastest raw coroutine switch of the same run; that ratio means something on another machine, the times do not.
The thesis: J. H. L. Johansen, uPyCSP, UiT 2020, {tables}; on its own machine, an i5-8500T. PyCSP and uPyCSP take
a thread for a process, aPyCSP and uaPyCSP a coroutine; the first of each pair runs in Python, the other in MicroPython.
""".strip()


def of_micropython(row):
    return f"{row['module']}, {row['implementation']}, {row['loop']}" + ("" if row["loop"] == "threads" else " loop")


class CommsTime:
    column = Column("delta2", "delta2")
    order = ("sequential", "parallel")
    source = THESIS / "commstime.csv"
    unit = "Microseconds for one communication: total time / messages / 4."
    tables = "table 7.1"

    # How our forms of delta2 are called in the table, and how they are told apart.
    FORMS = {
        "sequential": ("sequential", ""),
        "operations": ("parallel", ", a par of two writes"),
        "spawned": ("parallel", ", two processes spawned"),
    }

    def ours(self, row):
        if "implementation" in row:
            return {"delta2": row["delta2"], "system": of_micropython(row)}
        delta2, how = self.FORMS[row["delta2"]]
        return {"delta2": delta2, "system": f"ucsp, {row['engine']}{how}"}

    def cited(self, row):
        return {"delta2": row["delta2"], "system": f"{row['version']} (thesis)"}


class StressedAlternatives:
    column = Column("channels x writers", "pool")
    order = ("5 x 2", "100 x 5")
    source = THESIS / "stressed_alternatives.csv"
    unit = """
Microseconds for one select, of a process that chooses among so many channels with so many writers each. Fair choices
only, kept ones and ones made for each select; ./bench stressed_alt has the other disciplines.""".strip()
    tables = "tables 7.3 and 7.4"

    POOLS = {"small": "5 x 2", "large": "100 x 5"}

    def ours(self, row):
        if "implementation" in row:
            return {"pool": self.POOLS[row["config"]], "system": of_micropython(row)}
        if row["discipline"] != "fair" or row["config"] not in self.POOLS:
            return None
        how = "kept" if row["kept"] else "fresh"
        return {"pool": self.POOLS[row["config"]], "system": f"ucsp, {row['engine']}, {how}"}

    def cited(self, row):
        futures = f", {row['futures']}" if row["futures"] else ""
        return {"pool": f"{row['channels']} x {row['writers_per_channel']}",
                "system": f"{row['version']}{futures}, {row['select']} (thesis)"}


EXPERIMENTS = {"commstime": CommsTime(), "stressed_alt": StressedAlternatives()}


def measured(experiment, line):
    """A row of ours, or none when the table has no place for it."""
    row = json.loads(line)
    who = experiment.ours(row)
    return who and who | {
        "min": row["us_min"] if "us_min" in row else row["ns_min"] / 1000,
        "middle": row["us_median"] if "us_min" in row else row["ns_median"] / 1000,
        "max": row["us_max"] if "us_min" in row else row["ns_max"] / 1000,
        "ratio": row.get("ratio_to_switch"),
    }


def cited(experiment, row):
    """A row of the thesis."""
    columns = (("min", "min_us"), ("middle", "avg_us"), ("max", "max_us"))
    return experiment.cited(row) | {ours: float(row[theirs]) for ours, theirs in columns}


def thesis(experiment):
    with experiment.source.open() as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [cited(experiment, row) for row in rows if row["platform"] == "unix"]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("experiment", choices=EXPERIMENTS)
    experiment = EXPERIMENTS[p.parse_args().experiment]
    ours = [row for line in sys.stdin if line.strip() and (row := measured(experiment, line))]
    if not ours:
        sys.exit("demo_table: nothing was measured")
    key = experiment.column.field
    rows = sorted([*ours, *thesis(experiment)], key=lambda row: (experiment.order.index(row[key]), row["middle"]))
    table.show((experiment.column, *FIGURES), rows)
    print("", experiment.unit, NOTES.format(tables=experiment.tables), sep="\n")


main()
