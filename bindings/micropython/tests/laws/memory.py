"""Memory that is exhausted: an operation works, or raises MemoryError and has done nothing."""
# needs: micropython

import micropython


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def read_into(into, got):
    got.append(await into())


def all_memory():
    """Takes all of it, for as long as its answer lives."""
    gc.collect()
    taken = None
    for size in (1024, 64, 16):
        try:
            while True:
                taken = (taken, bytearray(size))
        except MemoryError:
            pass
    return taken


@law
async def with_the_heap_locked_a_write_works_or_does_nothing():
    c, got = Channel("c"), []
    Spawn(read_into(c.read, got))
    await until(lambda: c.queue_len() == 1)
    written = False
    micropython.heap_lock()
    try:
        await c.write("x")
        written = True
    except MemoryError:
        pass
    finally:
        micropython.heap_unlock()
    c.verify()
    if not written:
        expect(c.queue_len(), 1)
        await c.write("x")
    await until(lambda: got)
    expect(got, ["x"])


@law
async def with_the_heap_locked_a_read_works_or_does_nothing():
    c = Channel("c")
    Spawn(send(c.write, "x"))
    await until(lambda: c.queue_len() == 1)
    got = None
    micropython.heap_lock()
    try:
        got = await c.read()
    except MemoryError:
        pass
    finally:
        micropython.heap_unlock()
    c.verify()
    expect(got or await c.read(), "x")
    expect(c.queue_len(), 0)


@law
async def with_the_heap_locked_a_select_works_or_does_nothing():
    c, idle = Channel("c"), Channel("idle")
    alt = Alternative(idle.read, c.read)
    Spawn(send(c.write, "x"))
    await until(lambda: c.queue_len() == 1)
    value = None
    micropython.heap_lock()
    try:
        guard, value = await alt.select()
    except MemoryError:
        pass
    finally:
        micropython.heap_unlock()
    if value is None:
        guard, value = await alt.select()
    expect(value, "x")
    expect((c.queue_len(), idle.queue_len()), (0, 0))


@law
async def without_memory_poison_still_works():
    c, ended = Channel("c"), [None]

    @process
    async def wait(into):
        try:
            await into()
        except ChannelPoisonException:
            ended[0] = "poison"

    Spawn(wait(c.read))
    await until(lambda: c.queue_len() == 1)
    poisoned = False
    micropython.heap_lock()
    try:
        c.poison()
        poisoned = True
    except MemoryError:
        pass
    finally:
        micropython.heap_unlock()
    if not poisoned:
        c.poison()
    await until(lambda: ended[0])
    expect((ended, c.poisoned), (["poison"], True))


@law
async def without_memory_reads_work_or_do_nothing():
    c = Channel("c")
    for value in range(10):
        Spawn(send(c.write, value))
        await until(lambda: c.queue_len() == value + 1)
    got, count = [None] * 10, 0
    taken = all_memory()
    for _ in range(10):
        try:
            got[count] = await c.read()
            count += 1
        except MemoryError:
            pass
    taken = None
    gc.collect()
    c.verify()
    while count < 10:
        got[count] = await c.read()
        count += 1
    expect(got, list(range(10)))


@law
async def without_memory_a_channel_cannot_be_made_and_then_it_can():
    taken = all_memory()
    try:
        made = [Channel() for _ in range(100)]
    except MemoryError:
        made = None
    taken = None
    gc.collect()
    expect(made, None)
    c = BufferedChannel("c", 1)
    await c.write(1)
    expect(await c.read(), 1)
