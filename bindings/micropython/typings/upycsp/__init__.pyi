"""PyCSP for MicroPython's threads: a process is a thread. Native, or of MicroPython alone (purecsp)."""

from typing import Any, Callable, Generic, Iterable, Iterator, TypeVar, overload

from . import plugNplay as plugNplay

T = TypeVar("T")

class ChannelPoisonException(Exception):
    """An operation met a channel that was poisoned; str() names the channel."""

PoisonException = ChannelPoisonException

class ChannelTimeoutException(Exception):
    """Nobody came in time to the other end of a channel; str() names it. Nothing was read or written."""

class Guard:
    """What an Alternative selects. Extend it to select an event of your own.

    A select calls `enable` of its guards in order, and afterwards `disable` of each enabled guard that was not selected.
    What they raise comes out of the select, which then has selected nothing.
    """

    def enable(self, alt: Alternative) -> tuple[bool, Any]:
        """(True, value) when ready now, else (False, None), and from now on `alt.schedule(self, value)` selects it."""
    def disable(self, alt: Alternative) -> None:
        """The select is over, and selected another guard: this one keeps its value."""

class Skip(Guard):
    """Always ready. Its value is None."""

class Timer(Guard):
    """Ready when `seconds` have passed since the select began; with 0 at once. Its value is None."""

    seconds: float
    def __init__(self, seconds: float) -> None: ...

class ChannelReadEnd(Guard, Generic[T]):
    """Reads when it is called; as a guard, selects what is read. A loop over it (`for`) reads until poison, which it raises."""

    @property
    def poisoned(self) -> bool:
        """Whether a read would meet poison. After a writer's poison, a buffer is drained first."""
    def channel(self) -> Channel[T]: ...
    def __call__(self, *, timeout: float | None = None) -> T:
        """The value read, blocking until there is one. ChannelPoisonException on a poisoned channel.

        With a timeout in seconds, ChannelTimeoutException when no writer came in time; then nothing was read. With 0 it
        takes what is there.
        """
    def __iter__(self) -> Iterator[T]: ...
    def __next__(self) -> T: ...
    def poison(self) -> None:
        """Poisons the channel at once, and drops what is buffered."""

class ChannelWriteEnd(Generic[T]):
    """Writes when it is called."""

    @property
    def poisoned(self) -> bool: ...
    def channel(self) -> Channel[T]: ...
    def __call__(self, value: T, *, timeout: float | None = None) -> int:
        """0, when a reader or a buffer has taken the value. ChannelPoisonException on a poisoned channel.

        With a timeout in seconds, ChannelTimeoutException when no reader came in time; then nothing was written.
        """
    def alt_pending_write(self, value: T) -> Guard:
        """A guard that writes `value` when it is selected. Its value is 0. May be selected any number of times."""
    def poison(self) -> None:
        """Poisons the channel at once; readers first drain what is buffered."""

class Channel(Generic[T]):
    """Any number of readers and writers meet here, and are served in the order in which they came."""

    name: str
    read: ChannelReadEnd[T]
    write: ChannelWriteEnd[T]
    def __init__(self, name: str = "") -> None: ...
    @property
    def poisoned(self) -> bool: ...
    def __iter__(self) -> Iterator[T]:
        """As a loop over its read end: reads until poison, which it raises."""
    def poison(self) -> None:
        """Poisons the channel at once: ends what waits, refuses what comes, drops what is buffered."""
    def queue_len(self) -> int:
        """How many operations and guards wait."""
    def verify(self) -> None:
        """AssertionError when the channel's state is one that cannot be. For tests."""

class BufferedChannel(Channel[T]):
    """A channel that stores up to `size` values, first in, first out. ValueError for less than 1."""

    def __init__(self, name: str = "", size: int = 1) -> None: ...

class Alternative:
    """Selects one of its guards, again and again; by one thread at a time, else RuntimeError.

    Guards are read ends, `alt_pending_write`, Timer, Skip and what extends Guard, else TypeError; at least one, else
    ValueError. A poisoned channel among them raises ChannelPoisonException, before any guard is selected.
    """

    def __init__(self, *guards: Guard) -> None: ...
    def select(self) -> tuple[Guard, Any]:
        """The selected guard and its value. Any that is ready."""
    def pri_select(self) -> tuple[Guard, Any]:
        """The first in the order given that is ready."""
    def priSelect(self) -> tuple[Guard, Any]: ...
    def fair_select(self) -> tuple[Guard, Any]:
        """No guard that stays ready waits for more selects than there are guards."""
    def fairSelect(self) -> tuple[Guard, Any]: ...
    def schedule(self, guard: Guard, value: Any) -> bool:
        """For a guard that is enabled: selects it. False when the select is over, and the guard keeps its value.

        From any thread.
        """
    def __enter__(self) -> tuple[Guard, Any]:
        """As `select`."""
    def __exit__(self, *error: Any) -> None: ...

class Thread:
    """Runs `target(*args, **kwargs)`, or an overridden `run`, in a thread of its own. Prints an exception that leaves it."""

    name: str
    alive: bool
    ident: int | None
    stack_size: int
    """Bytes for the thread's stack, set before `start`; 0, the default, leaves it to the port."""
    def __init__(
        self,
        target: Callable[..., Any] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Without a name it is Thread-N, N counting from 1."""
    def start(self) -> None:
        """RuntimeError the second time; OSError, which says why and how many run, when the port can make no thread."""
    def run_here(self) -> None:
        """Runs it in the calling thread and returns when it has ended. RuntimeError when it was started before."""
    def run(self) -> None: ...
    def join(self) -> None:
        """Returns when it has ended. RuntimeError when it was not started."""

class RLock:
    """The thread that holds it may acquire it again, and releases it as often. `with` does both."""

    def acquire(self, blocking: bool = True) -> bool | int:
        """True, or 1, once it is held; False when it is not free and `blocking` is False."""
    def release(self) -> None:
        """RuntimeError when the calling thread does not hold it."""
    def __enter__(self) -> RLock: ...
    def __exit__(self, *error: Any) -> None: ...

def get_ident() -> int:
    """A number of the calling thread's own."""

class Process(Thread):
    """A thread that calls `function`, or an overridden `run`. What calling a function marked @process gives.

    When it meets poison, or an exception leaves it, it poisons the channels and ends among its arguments, unless its
    `propagate` is False. An exception other than poison is printed, where no Parallel raises it.
    """

    propagate: bool
    verbose_poison: bool
    retval: Any
    """What the function returned; None before, and when it was poisoned."""
    poisoned: bool
    def __init__(self, function: Callable[..., Any] | None = None, *args: Any, **kwargs: Any) -> None: ...

@overload
def process(function: Callable[..., Any]) -> Callable[..., Process]: ...
@overload
def process(
    *, verbose_poison: bool = False, propagate: bool = True, stack_size: int = 0
) -> Callable[[Callable[..., Any]], Callable[..., Process]]:
    """Makes processes of a function. `verbose_poison` prints that one was poisoned; `stack_size` is in bytes."""

def Parallel(*processes: Process, check_poison: bool = False) -> list[Any]:
    """Runs processes side by side until all have ended; their results in order.

    The last one runs in the calling thread, each of the others in a thread of its own; one with a `stack_size` always has
    a thread, and then the last without runs here. An exception in one comes out when all have ended; KeyboardInterrupt
    in the one that runs here at once, while the others go on. Poison that a process met gives None, with `check_poison`
    ChannelPoisonException. TypeError, with nothing started, for what is no process. When the port has too few threads, the
    arguments of all are poisoned, so that those that run end, and an OSError says how many are needed and how many run, but
    for those that the program has started by `_thread` itself.
    """

def Sequence(*processes: Process) -> list[Any]:
    """Runs processes one after the other; their results in order. An exception ends the sequence.

    Each runs in the calling thread, but one with a `stack_size` in a thread of its own.
    """

def Spawn(process: Process) -> Process:
    """Starts a process in a thread of its own and does not wait for it; returns it, to be joined."""

def run_CSP(*processes: Process, check_poison: bool = False) -> list[Any]:
    """As Parallel. A deadlock is not noticed: then it never returns."""

def run_CSP_seq(*processes: Process) -> list[Any]:
    """As Sequence."""

def poison_channel(channel: Channel[Any] | ChannelReadEnd[Any] | ChannelWriteEnd[Any]) -> None:
    """Calls its `poison`."""

def poisonChannel(channel: Channel[Any] | ChannelReadEnd[Any] | ChannelWriteEnd[Any]) -> None: ...

class Future(Generic[T]):
    """A result that any number of threads wait for. `set_result` once."""

    done: bool
    result: T | None
    def wait(self) -> T:
        """The result, blocking until there is one."""
    def set_result(self, result: T) -> None: ...

def create_future() -> Future[Any]: ...
def gather(*processes: Process) -> list[Any]:
    """As Parallel with `check_poison`."""

class Chrono:
    """A stopwatch; a new one stands at zero. What it counts is kept over `stop` and `start`."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def reset(self) -> None:
        """Zero; a running one goes on running."""
    def read(self) -> float:
        """Seconds."""
    def read_ms(self) -> int: ...
    def read_us(self) -> int: ...

# Of the pure package only.
class ListQueue(list[Any]):
    """What waits at a channel, without a maximum length. The default."""

class DequeQueue:
    """What waits at a channel, at most `limit` of each direction: RuntimeError for the next."""

    def __init__(self, limit: int) -> None: ...

def deque_of(limit: int) -> Callable[[], DequeQueue]: ...
def use_queue(maker: Callable[[], Any]) -> None:
    """What makes the queues of channels from now on: `ListQueue`, or `deque_of(limit)`."""
