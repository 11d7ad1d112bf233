"""Buffered channels."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


@law
async def a_write_does_not_wait_while_there_is_a_place():
    c = BufferedChannel("c", 3)
    for value in range(3):
        expect(await c.write(value), 0)
    expect(c.queue_len(), 0)
    expect([await c.read(), await c.read(), await c.read()], [0, 1, 2])


@law
async def a_write_to_a_full_buffer_waits_its_turn():
    c = BufferedChannel("c", 2)
    Spawn(send(c.write, 0, 1, 2, 3))
    await until(lambda: c.queue_len() == 1)
    got = []
    for _ in range(4):
        got.append(await c.read())
    expect(got, [0, 1, 2, 3])
    expect(c.queue_len(), 0)
    c.verify()


@law
async def values_keep_their_order_past_waiting_writers():
    c = BufferedChannel("c", 1)
    await c.write(0)
    for value in (1, 2, 3):
        Spawn(send(c.write, value))
        await until(lambda: c.queue_len() == value)
    got = []
    for _ in range(4):
        got.append(await c.read())
        c.verify()
    expect(got, [0, 1, 2, 3])


@law
async def a_read_of_an_empty_buffer_waits():
    c = BufferedChannel("c", 2)
    got = []

    @process
    async def read(into):
        got.append(await into())

    Spawn(read(c.read))
    await until(lambda: c.queue_len() == 1)
    expect(got, [])
    await c.write("x")
    await until(lambda: got)
    expect(got, ["x"])


@law
async def two_processes_are_decoupled_but_lose_nothing():
    c = BufferedChannel("c", 4)

    @process
    async def produce(out):
        for value in range(200):
            await out(value)
        out.poison()

    @process
    async def consume(into):
        return await all_from(into)

    expect((await Parallel(produce(c.write), consume(c.read)))[1], list(range(200)))


@law
async def a_buffer_keeps_any_object():
    c = BufferedChannel("c", 4)
    values = [None, False, [], Channel]
    for value in values:
        await c.write(value)
    for value in values:
        assert await c.read() is value


@law
async def what_is_printed_of_a_buffered_channel_names_it():
    c = BufferedChannel("tank", 2)
    assert all("tank" in text for text in (repr(c), repr(c.read), repr(c.write)))
    assert c.read.channel() is c


@law
async def a_buffer_has_at_least_one_place():
    for size in (0, -1):
        try:
            BufferedChannel("c", size)
        except ValueError:
            continue
        raise AssertionError("%d places" % size)
