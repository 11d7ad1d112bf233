"""A read and a write with a timeout: within it, or not at all."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


async def ended(operation, *arguments, **more):
    try:
        await operation(*arguments, **more)
    except Exception as error:
        return error


@law
async def a_read_in_time_gives_the_value():
    c = Channel("c")
    Spawn(send(c.write, 1, 2, None, 4))
    for seconds, value in ((60, 1), (None, 2), (1e-3, None)):
        await until(lambda: c.queue_len() == 1)
        expect(await c.read(timeout=seconds), value)
    expect(await c.read(timeout=60), 4)


@law
async def a_write_in_time_gives_0():
    c, got = Channel("c"), []

    @process
    async def read(into):
        for _ in range(3):
            got.append(await into())

    Spawn(read(c.read))
    expect([await c.write("a", timeout=60), await c.write("b", timeout=None), await c.write("c", timeout=60)], [0, 0, 0])
    await until(lambda: len(got) == 3)
    expect(got, ["a", "b", "c"])


@law
async def too_late_is_an_exception_that_names_the_channel_and_leaves_nothing_there():
    c = Channel("sensor")
    for seconds in (0.001, 0):
        for operation, arguments in ((c.read, ()), (c.write, (1,))):
            error = await ended(operation, *arguments, timeout=seconds)
            assert isinstance(error, ChannelTimeoutException) and "sensor" in str(error), error
            expect(c.queue_len(), 0)
    c.verify()


@law
async def with_0_it_takes_what_is_there():
    c = BufferedChannel("c", 1)
    expect(await c.write(1, timeout=0), 0)
    assert isinstance(await ended(c.write, 2, timeout=0), ChannelTimeoutException)
    expect(await c.read(timeout=0), 1)
    assert isinstance(await ended(c.read, timeout=0), ChannelTimeoutException)


@law
async def poison_comes_before_the_timeout():
    c = Channel("c")
    c.poison()
    for seconds in (0, 60):
        assert isinstance(await ended(c.read, timeout=seconds), ChannelPoisonException)
        assert isinstance(await ended(c.write, 1, timeout=seconds), ChannelPoisonException)


@law
async def poison_ends_it_while_it_waits():
    c, met = Channel("c"), []

    @process
    async def read(into):
        met.append(type(await ended(into, timeout=60)))

    Spawn(read(c.read))
    await until(lambda: c.queue_len() == 1)
    c.poison()
    await until(lambda: met)
    expect(met, [ChannelPoisonException])


@law
async def nothing_is_lost_nor_doubled_between_those_who_hurry():
    c = Channel("c")
    count = 200

    @process
    async def write_all(out):
        tries = 0
        for value in range(count):
            while isinstance(await ended(out, value, timeout=0.001 * (tries % 3)), ChannelTimeoutException):
                tries += 1
                await pause()
        out.poison()

    @process
    async def read_all(into):
        got, tries = [], 0
        while True:
            try:
                got.append(await into(timeout=0.001 * (tries % 2)))
            except ChannelTimeoutException:
                tries += 1
                await pause()
            except ChannelPoisonException:
                return got

    expect((await Parallel(write_all(c.write), read_all(c.read)))[1], list(range(count)))


@law
async def other_calls_are_type_errors_that_name_what_is_wrong():
    c = Channel("c")
    for operation, arguments, more, name in (
        (c.read, (), {"tiemout": 1}, "tiemout"),
        (c.write, (1,), {"tiemout": 1}, "tiemout"),
        (c.write, (), {"timeout": 1}, ""),
        (c.read, (), {"timeout": "soon"}, ""),
    ):
        error = await ended(operation, *arguments, **more)
        assert isinstance(error, TypeError) and name in str(error), error
    expect(c.queue_len(), 0)
