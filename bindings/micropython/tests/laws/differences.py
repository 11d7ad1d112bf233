"""What docs/how-to/micropython/differences.md says of PyCSP's other forms: each is an error that says what is wrong."""


@process
async def note(notes):
    notes.append("ran")


async def error_of(operation):
    """What a call raises, or what awaiting its result raises."""
    try:
        result = operation()
        if hasattr(result, "send"):
            await result
    except (TypeError, AttributeError, ValueError) as error:
        return error


class Wrap(Guard):
    """Asks another guard, as a guard of one's own may in PyCSP."""

    def __init__(self, guard):
        self.guard = guard

    def enable(self, alt):
        return self.guard.enable(alt)

    def disable(self, alt):
        return self.guard.disable(alt)


async def raised_by_writing(b):
    try:
        await b.write(2, timeout=0)
    except Exception as error:
        return error


@law
async def a_buffer_without_a_size_has_one_place():
    b = BufferedChannel("b")
    await b.write(1, timeout=0)
    assert isinstance(await raised_by_writing(b), ChannelTimeoutException)
    expect(await b.read(), 1)


@law
async def poison_has_acted_and_is_no_process():
    for start in (
        lambda c, notes: Sequence(note(notes), c.poison()),
        lambda c, notes: Spawn(c.poison()),
        lambda c, notes: Sequence(note(notes), c.write.poison()),
        lambda c, notes: Parallel(note(notes), poison_channel(c)),
    ):
        c, notes = Channel("c"), []
        error = await error_of(lambda: start(c, notes))
        assert isinstance(error, TypeError) and "poison() has acted" in str(error), error
        expect((notes, c.poisoned), ([], True))


@law
async def a_parallel_is_not_run_by_a_method():
    notes = []
    ran = Parallel(note(notes))
    assert not hasattr(ran, "run")
    if hasattr(ran, "send"):
        await ran
    expect(notes, ["ran"])
    assert not hasattr(uapycsp, "CSP")


@law
async def the_options_of_process_have_names():
    error = await error_of(lambda: process(True))
    assert isinstance(error, TypeError) and "@process stands before" in str(error), error
    assert process(verbose_poison=True) is not None


@law
async def verify_returns_none():
    for c in (Channel("c"), BufferedChannel("c", 2)):
        expect(c.verify(), None)


@law
async def an_end_or_a_timer_cannot_be_asked_by_another_guard():
    b = BufferedChannel("b", 1)
    await b.write(1)
    for guard in (b.read, b.write.alt_pending_write(2), Timer(0), Timer(60)):
        error = await error_of(lambda: Alternative(Wrap(guard), Channel("idle").read).select())
        assert isinstance(error, (TypeError, AttributeError)), (guard, error)
        expect(b.queue_len(), 0)
    expect(await b.read(), 1)


@law
async def a_timer_takes_less_than_1000000000_seconds():
    for wrong in (1e9, 1e300, float("inf"), float("nan"), 2**70):
        error = await error_of(lambda: Timer(wrong))
        assert isinstance(error, ValueError) and "a Timer takes less than" in str(error), error
    for right in (0, -1, -1e30, 0.0001, 500000):
        expect(Timer(right).seconds, right)


@law
async def a_guard_that_is_no_end_says_what_would_be_one():
    c = BufferedChannel("c", 1)
    await c.write(1)
    for wrong in (None, 1, "c", c, c.write):
        error = await error_of(lambda: Alternative(wrong))
        assert isinstance(error, TypeError) and "is no guard: give a read end" in str(error), error


async def error_of_runtime(operation):
    try:
        result = operation()
        if hasattr(result, "send"):
            await result
    except RuntimeError as error:
        return error


@law
async def a_process_that_is_started_twice_is_named():
    notes = []
    for start in (
        lambda p: Parallel(p, p),
        lambda p: Sequence(p, p),
    ):
        error = await error_of_runtime(lambda: start(note(notes)))
        assert isinstance(error, RuntimeError) and "process note" in str(error) and "second time" in str(error), error
    expect(notes, [])

