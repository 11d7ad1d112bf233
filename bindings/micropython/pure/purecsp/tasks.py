"""uapycsp: a process is an asyncio task."""

import asyncio

from . import channel as channels
from . import waits as _waits
from .arguments import for_each_end as _for_each_end
from .channel import NOT_YET, Meeting
from .choice import ChannelGuard as _ChannelGuard
from .choice import Choice, Guard, Skip, checked_seconds, refuse_to_be_wrapped
from .chrono import Chrono
from .chrono import milliseconds_of as _milliseconds_of
from .deadlock import deadlock as _deadlock
from .ends import ReadSide, WriteSide
from .futures import ReschedulingFuture, YieldingFuture, create_task, running
from .futures import awaited_by as _awaited_by
from .futures import cancel as _cancel
from .futures import current_task as _current_task
from .futures import run as _run_program
from .futures import spawn as _spawn
from .poison import POISONED, ChannelPoisonException, ChannelTimeoutException, PoisonException
from .queues import DequeQueue, ListQueue, deque_of

use_queue = channels.use_queue


class _Nothing:
    """May be awaited or not."""

    def __iter__(self):
        return iter(())

    __await__ = __iter__


_nothing = _Nothing()


async def _within(guard, seconds):
    timer = Timer(seconds)
    selected, value = await Alternative(guard, timer).pri_select()
    if selected is timer:
        raise ChannelTimeoutException("%r: nobody came within %s s" % (guard, seconds))
    return value


class ChannelReadEnd(ReadSide):
    async def __call__(self, *, timeout=None):
        if timeout is not None:
            return await _within(self, timeout)
        channel = self._channel
        value = channel.take()
        if value is not NOT_YET:
            return value
        offer = channel.new_future()
        channel.wait_to_read(offer)
        try:
            value = await offer
        except BaseException as met:
            channel.abandon_read(offer)
            _waits.end_operation(met, self)
            raise
        if value is POISONED:
            raise channel.poison_met()
        return value

    def __iter__(self):
        raise TypeError("a loop over %r is 'async for', and await calls it: await c.read()" % self)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self()

    def poison(self):
        self._channel.end()
        return _nothing


class ChannelWriteEnd(WriteSide):
    async def __call__(self, value, *, timeout=None):
        if timeout is not None:
            return await _within(self.alt_pending_write(value), timeout)
        channel = self._channel
        if channel.give(value):
            return 0
        offer = channel.new_future()
        offer.value = value
        channel.wait_to_write(offer)
        try:
            answer = await offer
        except BaseException as met:
            channel.writers.discard(offer)
            _waits.end_operation(met, self)
            raise
        if answer is POISONED:
            raise channel.poison_met()
        return answer

    def poison(self):
        self._channel.end(by_writer=True)
        return _nothing


class Channel(Meeting):
    """Readers and writers meet here: `await c.read()`, `await c.write(v)`."""

    def __init__(self, name=""):
        super().__init__(name)
        self.read = ChannelReadEnd(self)
        self.write = ChannelWriteEnd(self)

    new_future = ReschedulingFuture

    def __aiter__(self):
        return self.read

    def poison(self):
        self.end()
        return _nothing


Future = ReschedulingFuture


def create_future():
    """A new future, of the kind that was chosen last: awaiting it gives what `set_result` was given."""
    return Channel.new_future()


def use_future(kind):
    """From now on, `create_future` and with it the channels make `kind`: YieldingFuture or ReschedulingFuture."""
    Channel.new_future = kind


BufferedChannel = channels.buffered(Channel)


if hasattr(asyncio, "sleep_ms"):

    def _sleep(seconds):
        """At least so long: asyncio's own `sleep` cuts off what is no whole millisecond."""
        return asyncio.sleep_ms(_milliseconds_of(seconds))

else:
    _sleep = asyncio.sleep


class Timer(Guard):
    """Ready when `seconds` have passed since the select began; its value is None."""

    def __init__(self, seconds):
        self.seconds = checked_seconds(seconds)
        self._tasks = {}

    def enable(self, alt):
        if self not in alt.guards:
            refuse_to_be_wrapped(self)
        if checked_seconds(self.seconds) > 0 and alt not in self._tasks:
            self._tasks[alt] = create_task(self._expire(alt))
        return self.seconds <= 0, None

    async def _expire(self, alt):
        await _sleep(self.seconds)
        del self._tasks[alt]
        alt.schedule(self, None)

    def disable(self, alt):
        if alt in self._tasks:
            self._tasks.pop(alt).cancel()


class Alternative(Choice):
    """Selects one of its guards: `guard, value = await alt.select()`. One task at a time."""

    async def _select(self, first):
        self.open()
        try:
            await self._decide(first)
            return self.answer()
        finally:
            self._busy = False

    async def _decide(self, first):
        keep = False
        try:
            if self._mixed:
                self.enable(first)
            if not self.offer_all(first):
                self._future = create_future()
                await self._future
            keep = True
        except BaseException as met:
            _waits.end_operation(met, self)
            raise
        finally:
            self.close(keep)
            raised = self.disable()
            if raised:
                self.unread_answer()
                raise raised

    schedule = Choice.decide_unless_decided

    def describe(self):
        how = [each.describe() if isinstance(each, _ChannelGuard) else repr(each) for each in self.guards]
        return "chooses: " + ", ".join(how)

    async def __aenter__(self):
        return await self.select()

    async def __aexit__(self, kind, error, trace):
        pass


def _close_all(awaitables):
    """Those that never began are not to wait for ever to begin."""
    for each in awaitables:
        if hasattr(each, "close"):
            each.close()


class _Group:
    """Tasks that run side by side and are waited for together."""

    poison = None
    failure = None

    def __init__(self, awaitables):
        self.awaitables = awaitables
        self.tasks = [self._start(each) for each in awaitables]

    def _start(self, awaitable):
        if isinstance(awaitable, Process):
            return awaitable.start(create_task, self)
        return create_task(self._run(awaitable))

    async def _run(self, awaitable):
        try:
            return await awaitable
        except ChannelPoisonException as met:
            self.poison = met
        except Exception as failure:
            self.failed(awaitable, failure)

    def failed(self, awaitable, failure):
        self.failure = self.failure or failure
        self.cancel(awaitable)

    def cancel(self, but=None):
        for awaitable, task in zip(self.awaitables, self.tasks):
            if awaitable is not but:
                _cancel(task)

    async def results(self):
        found = [None] * len(self.tasks)
        try:
            for i, task in enumerate(self.tasks):
                found[i] = await task
        except BaseException as end:
            _waits.end_wait_for_others(end)
            self.cancel()
            await self._last_task()
            raise self.failure or end
        if self.failure or self.poison:
            raise self.failure or self.poison
        return found

    async def _last_task(self):
        for task in self.tasks:
            try:
                await task
            except BaseException:
                pass
        _close_all(self.awaitables)


async def gather(*awaitables):
    """Runs all side by side; their results in order.

    When all have ended and one of them by poison, that comes out of it. Another exception cancels the others first.
    """
    return await Parallel(*awaitables, check_poison=True)


_CAN_BE_POISONED = (Channel, ChannelReadEnd, ChannelWriteEnd)  # made now, for there may be no memory later


def _poison(end):
    end.poison()


def _poison_all(arguments):
    _for_each_end(arguments, _CAN_BE_POISONED, _poison)


class Process:
    """What calling a function marked @process gives: a coroutine that knows whether it was poisoned."""

    poisoned = False
    begun = False
    _group = None
    _task = None  # that runs it; None where it is called

    def __init__(self, name, coroutine, arguments, verbose_poison, propagate):
        self.name = name
        self._body = coroutine
        self._coroutine = self._run(arguments, verbose_poison, propagate)

    async def _run(self, arguments, verbose_poison, propagate):
        try:
            return await self._body
        except ChannelPoisonException:
            self.poisoned = True
            if verbose_poison:
                print("process %s was poisoned" % self.name)
            if propagate:
                _poison_all(arguments)
        except Exception as failure:
            if propagate:
                _poison_all(arguments)
            if self._group is None:
                raise
            self._group.failed(self, failure)
        except BaseException as cancelled:
            _waits.end_process(cancelled, self)
            raise
        finally:
            self._body = None

    def start(self, create_task, group=None):
        """A task that runs it, and that tells the group when it fails."""
        self.begun = True
        self._group = group
        self._task = create_task(self._coroutine)
        return self._task

    def _awaited(self):
        """Its coroutine, which whoever awaits it first runs; or the task that runs it."""
        if self._task is not None:
            self._must_not_wait_for(_current_task())
            return self._task
        if self.begun:
            raise RuntimeError("%r is awaited a second time" % self)
        self.begun = True
        return self._coroutine

    def _must_not_wait_for(self, task):
        passed, other = [], self._task
        while other is not None and other not in passed:
            if other is task:
                raise RuntimeError("who awaits %r is who it waits for: both would wait for ever" % self)
            passed.append(other)
            other = _awaited_by(other)

    def __iter__(self):
        return iter(self._awaited())

    def __await__(self):
        return self._awaited().__await__()

    # For asyncio.create_task and its like.
    def send(self, value):
        self.begun = True
        return self._coroutine.send(value)

    def throw(self, *error):
        return self._coroutine.throw(*error)

    def close(self):
        self._coroutine.close()
        if self._body:
            self._body.close()

    def __repr__(self):
        return "<process %s>" % self.name


def process(function=None, *, verbose_poison=False, propagate=True):
    """Makes processes of an `async def`: what calling it gives may be awaited, or handed to Parallel and its like.

    A process that meets poison, or that an exception leaves, poisons the channels and ends among its arguments, unless
    `propagate` is False. A poisoned one then ends with the result None; `verbose_poison` prints that.
    """

    def decorate(function):
        if not callable(function):
            raise TypeError("@process stands before 'async def', not before %r" % (function,))

        def make(*arguments, **named):
            coroutine = function(*arguments, **named)
            if not hasattr(coroutine, "send"):
                raise TypeError("process %s is no coroutine: write 'async def'" % function.__name__)
            everything = arguments + tuple(named.values()) if named else arguments
            return Process(function.__name__, coroutine, everything, verbose_poison, propagate)

        return make

    return decorate(function) if function else decorate


def _must_be_processes(processes):
    """Nothing is started where one is no process, or is started already."""
    try:
        for each in processes:
            _must_be_a_process(each)
        if len({id(each) for each in processes}) < len(processes):
            raise RuntimeError("a process is started a second time: it stands twice among %r" % (processes,))
    except Exception:
        _close_all([each for each in processes if not getattr(each, "begun", False)])
        raise


def _must_be_a_process(each):
    if each is _nothing:
        raise TypeError("poison() has acted when it was called, and is no process: plugNplay.poison_chans is")
    if not hasattr(each, "send"):
        raise TypeError("%r is no process: call a function marked @process" % (each,))
    if getattr(each, "begun", False):
        raise RuntimeError("%r is started a second time" % (each,))


async def Parallel(*processes, check_poison=False):
    """Runs processes side by side until all have ended; their results in order.

    An exception cancels the others and comes out of it, as does poison that a bare operation meets. With `check_poison`
    so does that of a process, once all have ended.
    """
    _must_be_processes(processes)
    found = await _Group(processes).results()
    if check_poison and any(isinstance(each, Process) and each.poisoned for each in processes):
        raise ChannelPoisonException("a process was poisoned")
    return found


async def Sequence(*processes):
    """Runs processes one after the other; their results in order."""
    _must_be_processes(processes)
    found = []
    try:
        for each in processes:
            found.append(await each)
    finally:
        _close_all(processes[len(found) :])
    return found


def Spawn(process):
    """Starts a process and does not wait for it; returns its task, which may be awaited."""
    _must_be_processes((process,))
    return process.start(_spawn) if isinstance(process, Process) else _spawn(process)


def _run(compose, processes):
    if running():
        _close_all(processes)
        raise RuntimeError("a network runs already: await Parallel(...) or Sequence(...)")
    ended = []

    async def program():
        ended.append(await compose(*processes))

    def look():
        if not ended:
            _waits.collect()

    try:
        _run_program(program(), look)
    finally:
        found = _waits.collected()
    if not ended:
        raise RuntimeError(_deadlock(_waits.texts, found))
    return ended[0]


def run_CSP(*processes):
    """Runs processes side by side, from outside of any; their results in order.

    RuntimeError when every process waits, which names who waits where. From within a network, RuntimeError.
    """
    return _run(Parallel, processes)


def run_CSP_seq(*processes):
    """As run_CSP, one process after the other."""
    return _run(Sequence, processes)


def poison_channel(channel):
    """Poisons a channel, or the channel of an end."""
    if not isinstance(channel, _CAN_BE_POISONED):
        raise TypeError("%r is no channel, and no end of one" % (channel,))
    channel.poison()
    return _nothing


poisonChannel = poison_channel


def install_loop():
    """The native module brings a faster loop; this one has none: False, and asyncio's stays."""
    return False


def __getattr__(name):
    """The ready-made processes are loaded when they are asked for."""
    if name != "plugNplay":
        raise AttributeError(name)
    from . import plugnplay_tasks

    return plugnplay_tasks
