"""What a benchmark is: programs to build, a way to measure one of them, and a table."""
from dataclasses import dataclass
from typing import Callable

ENGINES = ("coop", "threads")


class Failure(Exception):
    """Something outside this program went wrong; its text is for the user."""


def need_budgets(budgets, rows):
    """The rows, among which is each figure that has a budget: one that nobody measures would hold in vain."""
    rows = list(rows)
    held = {row["figure"] for row in rows if row["budget"] is not None}
    missing = [figure for figure in budgets if figure not in held]
    if missing:
        raise Failure("measured by nobody, though there is a budget: " + ", ".join(missing))
    return rows


@dataclass(frozen=True)
class Contestant:
    """Who is measured: an engine of ours, or another system (a peer)."""

    engine: str
    target: str
    package: str | None = None  # of a peer: the toolchain that it needs
    arguments: Callable = lambda build: []  # of its program
    beside: tuple = ()  # targets that its program runs


@dataclass(frozen=True)
class Column:
    """A field of the rows, as the table shows it."""

    heading: str
    field: str
    form: str = "{}"


@dataclass(frozen=True)
class Benchmark:
    """measure(build, contestant, instructions) returns the rows of one contestant: dictionaries.

    One whose programs are none of this machine's has `rows(options)` instead, which returns all of them.
    """

    name: str
    summary: str
    columns: tuple
    measure: Callable | None
    rows: Callable | None = None
    peers: tuple = ()
    notes: tuple = ()  # below the table
    instructions: Column | None = None  # when it can count them
    instructions_note: str = ""

    def own(self, engine):
        return Contestant(engine, f"{self.name}-bench-{engine}")
