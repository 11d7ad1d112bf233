"""Futures and the stopwatch."""


@process
async def wait_for_it(future, got):
    got.append(await future)


@law
async def a_future_that_is_done_gives_its_result_at_once():
    future = create_future()
    expect((future.done, future.result), (False, None))
    future.set_result("x")
    expect((future.done, future.result), (True, "x"))
    expect(await future, "x")
    expect(await future, "x")


@law
async def a_process_waits_for_a_future():
    future, got = create_future(), []
    Spawn(wait_for_it(future, got))
    for _ in range(3):
        await pause()
    expect(got, [])
    future.set_result("x")
    await until(lambda: got)
    expect(got, ["x"])


@law
async def several_processes_may_wait_for_one_future():
    future, got = create_future(), []
    for _ in range(5):
        Spawn(wait_for_it(future, got))
    await pause()
    future.set_result("x")
    await until(lambda: len(got) == 5)
    expect(got, ["x"] * 5)


@law
async def a_future_may_give_none():
    future, got = create_future(), []
    Spawn(wait_for_it(future, got))
    await pause()
    future.set_result(None)
    await until(lambda: got)
    expect(got, [None])


@law
async def a_future_can_be_made_by_its_class():
    future = Future()
    future.set_result(1)
    expect(await future, 1)


@law
async def a_future_gets_its_result_once():
    future, got = create_future(), []
    Spawn(wait_for_it(future, got))
    await pause()
    future.set_result(1)
    for again in (1, 2, None):
        try:
            future.set_result(again)
        except RuntimeError:
            continue
        raise AssertionError("a second result was taken")
    await until(lambda: got)
    expect((got, future.result, await future), ([1], 1, 1))


@law
async def poison_that_a_process_met_comes_out_of_gather_when_all_have_ended():
    a, b, ended = Channel("a"), Channel("b"), []

    @process
    async def take(into):
        return await into()

    @process
    async def nine(into):
        await into()
        ended.append(9)
        return 9

    @process
    async def wake(out):
        await pause()
        await out(1)

    async def network():
        await gather(take(a.read), nine(b.read), wake(b.write))

    a.poison()
    assert isinstance(await raised(network), ChannelPoisonException)
    expect(ended, [9])


@law
async def gather_gives_the_results_in_order():
    c = Channel("c")

    @process
    async def give(value):
        return value

    @process
    async def read(into):
        return await into()

    @process
    async def write(out):
        return await out("x")

    expect(await gather(give(1), read(c.read), write(c.write), give(4)), [1, "x", 0, 4])
    expect(await gather(), [])


@law
async def an_exception_comes_out_of_gather():
    @process
    async def fail():
        raise ValueError("on purpose")

    @process
    async def give(value):
        return value

    async def network():
        await gather(give(1), fail())

    expect(type(await raised(network)), ValueError)


@law
async def a_chrono_counts_only_while_it_runs():
    chrono = Chrono()
    expect((chrono.read(), chrono.read_ms(), chrono.read_us()), (0, 0, 0))
    chrono.start()
    await until(lambda: chrono.read_us() > 0)
    chrono.stop()
    stopped = chrono.read_us()
    assert stopped > 0
    for _ in range(10):
        await pause()
    expect(chrono.read_us(), stopped)
    chrono.start()
    await until(lambda: chrono.read_us() > stopped)


@law
async def a_chrono_can_be_set_to_zero():
    chrono = Chrono()
    chrono.start()
    await until(lambda: chrono.read_us() >= 2000)
    chrono.stop()
    chrono.reset()
    expect(chrono.read_us(), 0)


@law
async def a_chrono_reads_in_three_units():
    chrono = Chrono()
    chrono.start()
    await until(lambda: chrono.read_us() >= 3000)
    chrono.stop()
    us = chrono.read_us()
    expect(chrono.read_ms(), us // 1000)
    assert isinstance(chrono.read(), float)
    assert abs(chrono.read() - us / 1000000) < 0.001, (chrono.read(), us)
