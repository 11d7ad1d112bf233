"""What is left where it waits, closed, or awaited by another, neither crashes nor takes a value."""
# needs: native


@process
async def send(out, value):
    await out(value)


@process
async def receive(into):
    return await into()


async def is_taken(c):
    """Whether anybody reads what is written to the channel."""
    writer = asyncio.create_task(c.write(9))
    await pause()
    await pause()
    waits = c.queue_len() == 1
    writer.cancel()
    return not waits


async def waits_for(task):
    try:
        await task
    except asyncio.CancelledError:
        pass


def left_at(c):
    """A coroutine of the running process that waits at the channel, and that nobody resumes."""

    async def read():
        await c.read()

    coroutine = read()
    coroutine.send(None)
    return coroutine


@law
async def what_a_process_left_waiting_is_taken_back_at_its_next_operation():
    async def direct(c, d):
        await d.write(1)

    async def by_object(c, d):
        prepared, other = d.write(1), d.write(2)
        await other
        prepared.close()

    async def by_choice(c, d):
        await Alternative(d.write.alt_pending_write(1)).select()

    async def by_iteration(c, d):
        await d.write(1)
        async for _ in d:
            break

    async def by_ending(c, d):
        pass

    @process
    async def leave(c, operation):
        left = left_at(c)
        await operation(c, BufferedChannel("d", 2))
        return left

    for operation in (direct, by_object, by_choice, by_iteration, by_ending):
        c = Channel("c")
        await Parallel(leave(c, operation))
        expect((operation, c.queue_len(), await is_taken(c)), (operation, 0, False))


@law
async def a_process_that_sleeps_is_not_woken_by_what_it_left_waiting():
    c, order = Channel("c"), []

    @process
    async def sleep():
        left = left_at(c)
        await asyncio.sleep_ms(200)
        order.append("slept")
        return left

    @process
    async def write():
        await c.write(1)
        order.append("written")

    @process
    async def tick():
        await asyncio.sleep_ms(2)
        order.append("ticked")

    await Parallel(sleep(), write(), tick())
    expect(order, ["written", "ticked", "slept"])


@law
async def an_operation_belongs_to_who_has_begun_it():
    c = Channel("c")
    begun = []

    async def begin():
        begun.append(c.read())
        return await begun[0]

    @process
    async def interfere():
        return await begun[0]

    owner = asyncio.create_task(begin())
    await until(lambda: c.queue_len() == 1)
    expect(type(await raised(waits_for, Spawn(interfere()))), RuntimeError)
    await c.write(5)
    expect(await owner, 5)


@law
async def an_operation_that_is_over_is_nobodys():
    c, d = BufferedChannel("c", 1), Channel("d")

    async def finish():
        over = c.write(1)
        await over
        other = d.read()
        expect(type(await raised(waits_for, over)), RuntimeError)
        return await other

    ended = asyncio.create_task(finish())
    await d.write(6)
    expect(await ended, 6)


@law
async def a_process_that_is_closed_gives_back_what_it_has_read():
    c = Channel("c")
    reader = Spawn(receive(c.read))
    await until(lambda: c.queue_len() == 1)
    await c.write(7)
    reader.close()
    expect(await c.read(), 7)


@law
async def a_process_that_is_closed_while_it_waits_ends_for_those_who_wait():
    c = Channel("c")

    @process
    async def nested():
        await Parallel(receive(c.read))

    @process
    async def select():
        await choice.select()

    for make in (lambda: receive(c.read), nested, select):
        choice = Alternative(c.read)
        waits = make()
        both = Spawn(Parallel(waits))
        await until(lambda: c.queue_len() == 1)
        waits.close()
        expect(await both, [None])
        await until(lambda: c.queue_len() == 0)
        Spawn(send(c.write, 1))
        expect((await choice.select())[1], 1)


@law
async def a_wait_that_was_cancelled_is_not_poison():
    class Through:
        """An iterator that has no throw()."""

        def __init__(self, iterator):
            self.iterator = iterator

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.iterator)

    c = Channel("c")

    @process
    async def read():
        try:
            await Through(c.read())
        except asyncio.CancelledError:
            pass
        return await c.read()

    reader = Spawn(read())
    await until(lambda: c.queue_len() == 1)
    reader.cancel()
    await c.write(8)
    expect(await reader, 8)
