"""PyCSP for MicroPython's asyncio: a process is a task. Native, or of MicroPython alone (purecsp)."""

from typing import Any, AsyncIterator, Awaitable, Callable, Generator, Generic, TypeVar, overload

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
    """Reads when it is called; as a guard, selects what is read. A loop over it (`async for`) reads until poison, which it raises."""

    @property
    def poisoned(self) -> bool:
        """Whether a read would meet poison. After a writer's poison, a buffer is drained first."""
    def channel(self) -> Channel[T]: ...
    def __call__(self, *, timeout: float | None = None) -> Awaitable[T]:
        """The value read. ChannelPoisonException on a poisoned channel.

        With a timeout in seconds, ChannelTimeoutException when no writer came in time; then nothing was read. With 0 it
        takes what is there. When its task is cancelled after the value was committed to it, the value goes back to the front of the channel.
        """
    def __aiter__(self) -> AsyncIterator[T]: ...
    async def __anext__(self) -> T: ...
    def poison(self) -> Awaitable[None]:
        """Poisons the channel at once, and drops what is buffered. May be awaited or not."""

class ChannelWriteEnd(Generic[T]):
    """Writes when it is called."""

    @property
    def poisoned(self) -> bool: ...
    def channel(self) -> Channel[T]: ...
    def __call__(self, value: T, *, timeout: float | None = None) -> Awaitable[int]:
        """0, when a reader or a buffer has taken the value. ChannelPoisonException on a poisoned channel.

        With a timeout in seconds, ChannelTimeoutException when no reader came in time; then nothing was written.
        Cancelled before that, nothing was written; afterwards the write stands.
        """
    def alt_pending_write(self, value: T) -> Guard:
        """A guard that writes `value` when it is selected. Its value is 0. May be selected any number of times."""
    def poison(self) -> Awaitable[None]:
        """Poisons the channel at once; readers first drain what is buffered. May be awaited or not."""

class Channel(Generic[T]):
    """Any number of readers and writers meet here, and are served in the order in which they came."""

    name: str
    read: ChannelReadEnd[T]
    write: ChannelWriteEnd[T]
    def __init__(self, name: str = "") -> None: ...
    @property
    def poisoned(self) -> bool: ...
    def __aiter__(self) -> AsyncIterator[T]:
        """As a loop over its read end: reads until poison, which it raises."""
    def poison(self) -> Awaitable[None]:
        """Poisons the channel at once: ends what waits, refuses what comes, drops what is buffered. May be awaited or not."""
    def queue_len(self) -> int:
        """How many operations and guards wait."""
    def verify(self) -> None:
        """AssertionError when the channel's state is one that cannot be. For tests."""

class BufferedChannel(Channel[T]):
    """A channel that stores up to `size` values, first in, first out. ValueError for less than 1."""

    def __init__(self, name: str = "", size: int = 1) -> None: ...

class Alternative:
    """Selects one of its guards, again and again; by one task at a time, else RuntimeError.

    Guards are read ends, `alt_pending_write`, Timer, Skip and what extends Guard, else TypeError; at least one, else
    ValueError. A poisoned channel among them raises ChannelPoisonException, before any guard is selected. Cancelled
    after it was decided, a value that was read goes back to the front of its channel.
    """

    def __init__(self, *guards: Guard) -> None: ...
    def select(self) -> Awaitable[tuple[Guard, Any]]:
        """The selected guard and its value. Any that is ready."""
    def pri_select(self) -> Awaitable[tuple[Guard, Any]]:
        """The first in the order given that is ready."""
    def priSelect(self) -> Awaitable[tuple[Guard, Any]]: ...
    def fair_select(self) -> Awaitable[tuple[Guard, Any]]:
        """No guard that stays ready waits for more selects than there are guards."""
    def fairSelect(self) -> Awaitable[tuple[Guard, Any]]: ...
    def schedule(self, guard: Guard, value: Any) -> bool:
        """For a guard that is enabled: selects it. False when the select is over, and the guard keeps its value."""
    async def __aenter__(self) -> tuple[Guard, Any]:
        """As `select`."""
    async def __aexit__(self, *error: Any) -> None: ...

class Process(Generic[T]):
    """What calling a function marked @process gives: await it, or hand it to Parallel and its like. It runs once."""

    name: str
    poisoned: bool
    def __await__(self) -> Generator[Any, Any, T]: ...
    def send(self, value: Any) -> Any: ...
    def throw(self, *error: Any) -> Any: ...
    def close(self) -> None: ...

@overload
def process(function: Callable[..., Awaitable[T]]) -> Callable[..., Process[T]]: ...
@overload
def process(
    *, verbose_poison: bool = False, propagate: bool = True
) -> Callable[[Callable[..., Awaitable[T]]], Callable[..., Process[T]]]:
    """Makes processes of an `async def`; of another function, calling it raises TypeError.

    A process that meets poison, or that an exception leaves, poisons the channels and ends among its arguments, unless
    `propagate` is False. A poisoned one ends with the result None, and `verbose_poison` prints that it did.
    """

async def Parallel(*processes: Any, check_poison: bool = False) -> list[Any]:
    """Runs processes side by side until all have ended; their results in order.

    An exception in one cancels the others, and comes out when all have ended. Poison that a process met gives None,
    with `check_poison` ChannelPoisonException when all have ended; poison of a bare operation always comes out.
    TypeError, with nothing started, for what is no process.
    """

async def Sequence(*processes: Any) -> list[Any]:
    """Runs processes one after the other; their results in order. An exception ends the sequence."""

def Spawn(process: Any) -> Any:
    """Starts a process and does not wait for it; returns its task."""

def run_CSP(*processes: Any) -> list[Any]:
    """As Parallel, from outside of any task. RuntimeError from within one, and when all wait for ever.

    Then its text names up to eight of the processes that wait, each with the channels at which it does.
    """

def run_CSP_seq(*processes: Any) -> list[Any]:
    """As Sequence, from outside of any task."""

def poison_channel(channel: Channel[Any] | ChannelReadEnd[Any] | ChannelWriteEnd[Any]) -> Awaitable[None]:
    """Calls its `poison`. May be awaited or not."""

def poisonChannel(channel: Channel[Any] | ChannelReadEnd[Any] | ChannelWriteEnd[Any]) -> Awaitable[None]: ...

class Future(Generic[T]):
    """Awaiting it gives what `set_result` was given. Any number of tasks may wait; from tasks of one loop only."""

    done: bool
    result: T | None
    def __await__(self) -> Generator[Any, Any, T]: ...
    def set_result(self, result: T) -> None: ...

def create_future() -> Future[Any]: ...
async def gather(*awaitables: Any) -> list[Any]:
    """Runs awaitables side by side; their results in order.

    Poison in one comes out when all have ended; another exception cancels the others first.
    """

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

def install_loop() -> bool:
    """Puts a native loop in the place of asyncio's, for asyncio.run too. The pure package has none: False."""

# Of the native module only.
class InterruptWriter:
    """A write end for one producer that must not wait: an interrupt, in Python or in C.

    It has 16 places, from where readers take the values. While it is open, the loop waits for it.
    """

    dropped: int
    """How many values found no room, or came when the channel was poisoned."""
    open: bool
    """False when the channel is poisoned."""
    def __init__(self, write: ChannelWriteEnd[Any]) -> None: ...
    def try_write(self, value: Any) -> bool:
        """False when the value was dropped. Neither waits nor allocates; `value` must be kept alive by somebody else,
        unless it is a small integer."""

# Of the pure package only.
class YieldingFuture(Future[T]):
    """Whoever waits for it runs each turn of the loop, to look."""

class ReschedulingFuture(Future[T]):
    """Whoever waits for it is put on the loop's queue when it has a result. The default."""

def use_future(kind: type) -> None:
    """The kind of future that `create_future`, and with it every channel, makes from now on."""

class ListQueue(list[Any]):
    """What waits at a channel, without a maximum length. The default."""

class DequeQueue:
    """What waits at a channel, at most `limit` of each direction: RuntimeError for the next."""

    def __init__(self, limit: int) -> None: ...

def deque_of(limit: int) -> Callable[[], DequeQueue]: ...
def use_queue(maker: Callable[[], Any]) -> None:
    """What makes the queues of channels from now on: `ListQueue`, or `deque_of(limit)`."""
