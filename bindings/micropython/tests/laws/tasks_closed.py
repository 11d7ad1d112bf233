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
