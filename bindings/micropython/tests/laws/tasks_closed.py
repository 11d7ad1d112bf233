"""A coroutine that is closed while its task waits. CPython's loop reports that by itself."""
# needs: micropython


@process
async def send(out, value):
    await out(value)


async def waiting(c, count):
    await until(lambda: c.queue_len() == count)


@law
async def a_coroutine_that_is_closed_while_it_waits_offers_nothing():
    c, d = Channel("c"), Channel("d")

    async def read():
        await c.read()

    async def select():
        await Alternative(c.read, d.write.alt_pending_write(1)).select()

    for operation in (read, select):
        coroutine = operation()
        asyncio.create_task(coroutine)
        await waiting(c, 1)
        coroutine.close()
        expect((c.queue_len(), d.queue_len()), (0, 0))
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)


@law
async def what_closed_coroutines_give_back_keeps_its_order():
    @process
    async def read(c):
        await c.read()

    @process
    async def select(c):
        await Alternative(c.read, Timer(60)).select()

    async def bare(c):
        await c.read()

    for make in (Channel, lambda name: BufferedChannel(name, 1), lambda name: BufferedChannel(name, 4)):
        for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)):
            c, readers = make("c"), []
            for way in (read, select, bare, read):
                readers.append(way(c))
                asyncio.create_task(readers[-1])
                await waiting(c, len(readers))
            for value in range(4):
                await c.write(value)
            for i in order:
                readers[i].close()
            values = []
            for _ in range(4):
                values.append(await c.read(timeout=60))
            expect((order, values), (order, [0, 1, 2, 3]))
            c.verify()
