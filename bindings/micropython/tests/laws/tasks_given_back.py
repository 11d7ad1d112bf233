"""Values that several reads give back are read in the order in which they came out of the channel."""

KINDS = (
    Channel,
    lambda name: BufferedChannel(name, 1),
    lambda name: BufferedChannel(name, 2),
    lambda name: BufferedChannel(name, 7),
)


@process
async def read(c):
    await c.read()


@process
async def read_in_time(c):
    await c.read(timeout=60)


@process
async def select(c):
    await Alternative(c.read).select()


@process
async def select_of_many(c):
    await Alternative(Channel("idle").read, c.read, Timer(60)).fair_select()


async def bare(c):
    await c.read()


WAYS = (read, read_in_time, select, select_of_many, bare)


async def waiting(make, ways):
    """A channel, and for each way a task that waits there to read, in their order."""
    c, tasks = make("c"), []
    for way in ways:
        tasks.append(Spawn(way(c)))
        await until(lambda: c.queue_len() == len(tasks))
    return c, tasks


async def cancelled(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass


async def bare_writes(c, *values):
    for value in values:
        await c.write(value)


async def values_of(c, count):
    values = []
    for _ in range(count):
        values.append(await c.read(timeout=60))
    return values


@law
async def what_cancelled_reads_give_back_keeps_its_order():
    for make in KINDS:
        for way in WAYS:
            c, tasks = await waiting(make, [way] * 5)
            for value in range(5):
                await c.write(value)
            await cancelled(tasks)
            c.verify()
            expect((way, await values_of(c, 5)), (way, [0, 1, 2, 3, 4]))
            expect(c.queue_len(), 0)


@law
async def so_it_does_where_they_were_cancelled_in_another_order():
    for make in KINDS:
        for order in ((4, 3, 2, 1, 0), (2, 0, 4, 1, 3), (1, 4, 0, 3, 2)):
            c, tasks = await waiting(make, [read, select, bare, read_in_time, read])
            for value in range(5):
                await c.write(value)
            await cancelled([tasks[i] for i in order])
            expect((order, await values_of(c, 5)), (order, [0, 1, 2, 3, 4]))


@law
async def it_stands_before_what_was_written_since():
    for make in KINDS[1:]:
        c, tasks = await waiting(make, [read, select, read])
        for value in range(3):
            await c.write(value)
        await c.write(3)  # stays in the buffer
        rest = Spawn(bare_writes(c, 4, 5, 6))
        await cancelled(tasks)
        expect(await values_of(c, 7), list(range(7)))
        await rest
        c.verify()


@law
async def whoever_takes_its_value_leaves_the_order_of_the_others():
    for make in KINDS:
        got = []

        async def take(c):
            got.append(await c.read())

        c, tasks = await waiting(make, [read, take, select, take, bare])
        for value in range(5):
            await c.write(value)
        await cancelled([tasks[i] for i in (4, 0, 2)])
        await until(lambda: len(got) == 2)
        expect((got, await values_of(c, 3)), ([1, 3], [0, 2, 4]))


@law
async def a_buffer_gives_back_again_and_again():
    c = BufferedChannel("c", 2)
    for first in range(0, 40, 4):
        tasks = []
        for way in (read, select, bare, read):
            tasks.append(Spawn(way(c)))
            await until(lambda: c.queue_len() == len(tasks))
        for value in range(first, first + 4):
            await c.write(value)
        await cancelled(tasks)
        expect(await c.read(), first)
        expect(await values_of(c, 3), [first + 1, first + 2, first + 3])
        await bare_writes(c, -1, -2)
        expect(await values_of(c, 2), [-1, -2])


@law
async def poison_by_a_writer_leaves_it_in_a_buffer():
    for make in KINDS[1:]:
        c, tasks = await waiting(make, [read, select, bare])
        for value in range(3):
            await c.write(value)
        await c.write(3)
        c.write.poison()
        await cancelled(tasks)
        expect(await values_of(c, 4), [0, 1, 2, 3])
        assert isinstance(await raised(c.read), ChannelPoisonException)


@law
async def poison_by_a_reader_drops_it():
    for make in KINDS:
        c, tasks = await waiting(make, [read, select, bare])
        for value in range(3):
            await c.write(value)
        c.read.poison()
        await cancelled(tasks)
        assert isinstance(await raised(c.read), ChannelPoisonException)
        expect(c.queue_len(), 0)


@law
async def an_exception_in_a_network_gives_back_in_order():
    for make in KINDS:
        c = make("c")

        @process(propagate=False)
        async def keep(into):
            await into()

        @process(propagate=False)
        async def fail(out):
            await until(lambda: c.queue_len() == 3)
            for value in range(3):
                await out(value)
            raise ValueError("it fails")

        async def network():
            await Parallel(keep(c.read), keep(c.read), keep(c.read), fail(c.write))

        assert isinstance(await raised(network), ValueError)
        expect(await values_of(c, 3), [0, 1, 2])

