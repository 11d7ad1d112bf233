"""Tasks that are cancelled or closed by others lose no value, and disturb nobody."""
# needs: micropython


@process
async def send(out, value):
    await out(value)


@process
async def receive(into):
    return await into()


async def waits_for(task):
    try:
        await task
    except asyncio.CancelledError:
        pass


@law
async def a_parent_that_is_cancelled_is_so_although_its_last_child_ends():
    c = Channel("c")
    ended = []

    @process
    async def parent():
        await Parallel(receive(c.read))
        ended.append(True)

    running = Spawn(parent())
    await until(lambda: c.queue_len() == 1)
    await c.write(1)
    running.cancel()
    expect(type(await raised(waits_for, running)), type(None))
    expect(ended, [])
    await asyncio.sleep_ms(1)


@law
async def nested_groups_whose_processes_fail_end():
    async def attempt(number):
        c, d = Channel("c"), Channel("d")

        @process
        async def fail(turns):
            for _ in range(turns):
                await pause()
            raise ValueError(number)

        @process
        async def top():
            await Parallel(
                Parallel(receive(c.read), fail(number % 3)), Parallel(send(d.write, 1), fail(number // 3)), fail(2)
            )

        expect(type(await raised(waits_for, Spawn(top()))), ValueError)
        expect((c.queue_len(), d.queue_len()), (0, 0))

    for number in range(12):
        await attempt(number)


@law
async def a_task_whose_read_met_poison_does_not_withdraw_anothers():
    c, d = Channel("c"), Channel("d")

    async def read():
        return await d.read()

    asyncio.get_event_loop().set_exception_handler(lambda loop, context: None)
    asyncio.create_task(c.read())
    await until(lambda: c.queue_len() == 1)
    c.poison()
    await pause()
    reads = asyncio.create_task(read())
    await pause()
    asyncio.get_event_loop().set_exception_handler(None)
    expect(d.queue_len(), 1)
    await d.write(3)
    expect(await reads, 3)


@law
async def a_task_whose_coroutine_is_closed_does_not_withdraw_anothers_operation():
    c, d = Channel("c"), Channel("d")

    async def read(channel):
        return await channel.read()

    coroutine = read(c)
    task = asyncio.create_task(coroutine)
    await until(lambda: c.queue_len() == 1)
    coroutine.close()
    other = asyncio.create_task(read(d))
    await until(lambda: d.queue_len() == 1)
    task.cancel()
    expect(d.queue_len(), 1)
    await d.write(4)
    expect(await other, 4)


@law
async def a_disable_that_raises_loses_no_value():
    class Refuses(Guard):
        def enable(self, alt):
            return False, None

        def disable(self, alt):
            raise ValueError("disable")

    c = Channel("c")

    async def select():
        await Alternative(Refuses(), c.read).select()

    selects = asyncio.create_task(select())
    await until(lambda: c.queue_len() == 1)
    await c.write(2)
    expect(type(await raised(waits_for, selects)), ValueError)
    expect(await c.read(), 2)


@plain_law
def a_network_runs_after_one_that_was_interrupted():
    @process
    async def interrupt():
        raise KeyboardInterrupt

    @process
    async def answer():
        return 1

    try:
        run_CSP(interrupt())
    except KeyboardInterrupt:
        asyncio.new_event_loop()
    expect(run_CSP(answer()), [1])


@law
async def a_result_that_is_set_twice_wakes_nobody_twice():
    future, got = create_future(), []

    async def wait():
        got.append(await future)
        await asyncio.sleep_ms(1)
        got.append("slept")

    waits = [asyncio.create_task(wait()) for _ in range(3)]
    await pause()
    future.set_result(1)
    try:
        future.set_result(2)
    except RuntimeError:
        pass
    for each in waits:
        await each
    expect(got, [1, 1, 1, "slept", "slept", "slept"])
