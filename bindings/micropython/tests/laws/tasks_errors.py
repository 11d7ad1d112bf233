"""Errors that beginners of uapycsp meet say what is wrong."""


@law
async def poison_that_was_called_is_no_process():
    c = Channel("c")

    async def sequence():
        await Sequence(c.poison())

    async def parallel():
        await Parallel(c.poison())

    async def spawn():
        Spawn(c.poison())

    for way in (sequence, parallel, spawn):
        error = await raised(way)
        assert isinstance(error, TypeError) and "poison() has acted" in str(error), error


@law
async def a_loop_that_is_not_async_is_told_so():
    c = Channel("c")

    async def loop():
        for _ in c.read:
            pass

    error = await raised(loop)
    assert isinstance(error, (TypeError, RuntimeError)) and "async for" in str(error), error


@law
async def a_read_that_is_not_awaited_is_told_where_its_value_is_used():
    c, said = Channel("c"), []

    @process
    async def double(into):
        said.append(await raised(twice, into()))

    async def twice(value):
        try:
            return 2 * value
        finally:
            value.close()

    await Parallel(double(c.read))
    assert isinstance(said[0], TypeError), said
    assert any(word in str(said[0]) for word in ("await", "coroutine", "generator")), said
    expect(c.queue_len(), 0)
