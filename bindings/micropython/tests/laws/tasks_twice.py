"""What is awaited or resumed twice says so."""
# needs: native


@law
async def an_operation_is_awaited_once():
    c = BufferedChannel("c", 5)

    @process
    async def write():
        once = c.write(1)
        await once
        try:
            await once
        except RuntimeError:
            return "refused"

    expect(await Spawn(write()), "refused")
    expect(await c.read(), 1)
    expect(c.queue_len(), 0)


@law
async def operations_that_wait_to_be_awaited_do_not_disturb_each_other():
    c = BufferedChannel("c", 5)

    @process
    async def write():
        first, second, third = c.write(1), c.write(2), c.write(3)
        await third
        await first
        await second

    await write()
    expect([await c.read(), await c.read(), await c.read()], [3, 1, 2])


@law
async def what_a_process_has_prepared_another_task_may_await():
    c, d = Channel("c"), Channel("d")

    @process
    async def prepare():
        read, write = c.read(), d.write("to d")
        reading, writing = asyncio.create_task(read), asyncio.create_task(write)
        await pause()
        await c.write("from c")
        return await reading, await d.read(), await writing

    expect(await Spawn(prepare()), ("from c", "to d", 0))


@law
async def an_operation_in_a_task_of_its_own_can_be_cancelled():
    c = Channel("c")

    @process
    async def give_up():
        task = asyncio.create_task(c.read())
        await until(lambda: c.queue_len() == 1)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return c.queue_len()

    expect(await Spawn(give_up()), 0)


@law
async def a_process_that_runs_is_not_resumed_by_another():
    c = Channel("c")

    @process
    async def read():
        return await c.read()

    running = Spawn(read())
    await until(lambda: c.queue_len() == 1)
    try:
        running.send(None)
    except RuntimeError:
        await c.write(5)
        expect(await running, 5)
        return
    raise AssertionError("it was resumed")


@law
async def a_process_that_is_closed_offers_nothing():
    c = Channel("c")

    @process
    async def read():
        return await c.read()

    running = Spawn(read())
    await until(lambda: c.queue_len() == 1)
    running.close()
    expect(c.queue_len(), 0)


@law
async def what_has_ended_side_by_side_gives_its_result_again():
    @process
    async def give(value):
        return value

    @process
    async def fail():
        await pause()
        raise ValueError("on purpose")

    one, other = give(5), fail()

    async def network():
        await Parallel(one, other)

    async def again():
        await other

    expect(type(await raised(network)), ValueError)
    expect((await one, await one), (5, 5))
    expect(type(await raised(again)), ValueError)
