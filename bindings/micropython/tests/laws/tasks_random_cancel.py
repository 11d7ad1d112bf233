"""Tasks are cancelled at random, in every state that they reach: no value is lost or doubled."""


class Dice:
    """The same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 4294967296

    def roll(self, sides):
        self.state = (self.state * 1664525 + 1013904223) % 4294967296
        return (self.state >> 16) % sides


async def read_on(c, got):
    while True:
        got.append(await c.read())


async def select_on(c, other, got):
    alt = Alternative(other.read, c.read)
    while True:
        guard, value = await alt.fair_select()
        got.append(value)


async def select_and_time_out(c, other, got):
    while True:
        guard, value = await Alternative(Timer(0.001), c.read, other.read).pri_select()
        if value is not None:
            got.append(value)


async def write_all(c, values, left):
    """Takes a value from `left` only when it is written; a committed write of a cancelled task stands."""
    while values:
        value = values.pop(0)
        left.append(value)
        await c.write(value)
        left.remove(value)


async def rounds(seed, make_channel, readers):
    dice = Dice(seed)
    c, other = make_channel("c"), make_channel("other")
    got, values, left = [], list(range(60)), []
    writer = asyncio.create_task(write_all(c, values, left))
    tasks = [asyncio.create_task(readers[i % len(readers)](c, other, got)) for i in range(4)]
    for turn in range(400):
        await asyncio.sleep(0)
        if dice.roll(3) == 0:
            i = dice.roll(len(tasks))
            tasks[i].cancel()
            for _ in range(dice.roll(2)):
                await asyncio.sleep(0)
            tasks[i] = asyncio.create_task(readers[dice.roll(len(readers))](c, other, got))
        if not values and not left:
            break
    while values or left:
        await asyncio.sleep(0)
    await writer
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass
    c.verify()
    while len(got) < 60:
        guard, value = await Alternative(c.read, Timer(0)).pri_select()
        if value is None:
            break
        got.append(value)
    expect((seed, sorted(got)), (seed, list(range(60))))
    expect((c.queue_len(), other.queue_len()), (0, 0))


async def plain_reader(c, other, got):
    await read_on(c, got)


@law
async def readers_of_a_channel():
    for seed in range(1, 16):
        await rounds(seed, Channel, [plain_reader])


@law
async def readers_of_a_buffer():
    for seed in range(1, 16):
        await rounds(seed, lambda name: BufferedChannel(name, 2), [plain_reader])


@law
async def readers_and_alternatives():
    for seed in range(1, 16):
        await rounds(seed, Channel, [plain_reader, select_on])


@law
async def readers_and_alternatives_and_timers():
    for seed in range(1, 16):
        await rounds(seed, Channel, [plain_reader, select_on, select_and_time_out])


@law
async def alternatives_at_buffers():
    for seed in range(1, 16):
        await rounds(seed, lambda name: BufferedChannel(name, 3), [select_on, select_and_time_out])


@law
async def writers_that_are_cancelled_wrote_or_did_not():
    for seed in range(1, 16):
        dice = Dice(seed)
        c, got = Channel("c"), []
        reader = asyncio.create_task(read_on(c, got))
        sure, tried = [], []

        async def write(value):
            tried.append(value)
            await c.write(value)
            sure.append(value)

        for value in range(60):
            task = asyncio.create_task(write(value))
            for _ in range(dice.roll(3)):
                await asyncio.sleep(0)
            if dice.roll(2) == 0:
                task.cancel()
        for _ in range(200):
            await asyncio.sleep(0)
        reader.cancel()
        await asyncio.sleep(0)
        expect(got, sorted(got))
        expect(len(set(got)), len(got))
        assert all(value in got for value in sure), (seed, [v for v in sure if v not in got])
        assert all(value in tried for value in got), seed
        expect(c.queue_len(), 0)


@law
async def output_guards_that_are_cancelled_wrote_or_did_not():
    for seed in range(1, 16):
        dice = Dice(seed)
        c, d, got = Channel("c"), Channel("d"), []
        readers = [asyncio.create_task(read_on(x, got)) for x in (c, d)]
        sure = []

        async def offer(value):
            guards = (c.write.alt_pending_write(value), d.write.alt_pending_write(value))
            await Alternative(*guards).select()
            sure.append(value)

        for value in range(60):
            task = asyncio.create_task(offer(value))
            for _ in range(dice.roll(3)):
                await asyncio.sleep(0)
            if dice.roll(2) == 0:
                task.cancel()
        for _ in range(200):
            await asyncio.sleep(0)
        for reader in readers:
            reader.cancel()
        await asyncio.sleep(0)
        expect(len(set(got)), len(got))
        assert all(value in got for value in sure), (seed, [v for v in sure if v not in got])
        expect((c.queue_len(), d.queue_len()), (0, 0))
