#!/usr/bin/python3
"""What ./bench freertos prints is within the budgets."""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rows():
    done = subprocess.run([ROOT / "bench", "freertos", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"budgets: ./bench freertos failed:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def holds(row):
    more_is_better = row["figure"].startswith("processes")
    within = row["value"] >= row["budget"] if more_is_better else row["value"] <= row["budget"]
    word = "" if within else ", TOO " + ("FEW" if more_is_better else "MUCH")
    print(f"budgets: {row['board']}, {row['figure']}: {row['value']} of {row['budget']}{word}")
    return within


def main():
    kept = [holds(row) for row in rows() if row["budget"] is not None]
    sys.exit(0 if kept and all(kept) else 1)


main()
