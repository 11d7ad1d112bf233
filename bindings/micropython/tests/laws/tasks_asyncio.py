"""uapycsp beside other asyncio code: cancellation, wait_for, Event, Lock, sleep, tasks."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


async def read_into(c, got):
    got.append(await c.read())


async def write_into(c, value, got):
    got.append(await c.write(value))


async def end_of(task):
    """How a task ended."""
    try:
        await task
    except asyncio.CancelledError:
        return "cancelled"
    except Exception as error:
        return error
    return "done"


async def waiting(c, count):
    await until(lambda: c.queue_len() == count)


@law
async def an_operation_may_be_awaited_by_any_task():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await c.write(1)
    await task
    expect(got, [1])


@law
async def a_process_can_be_awaited_and_gives_its_result():
    @process
    async def give(value):
        return value

    expect(await give(1), 1)
    expect(await asyncio.create_task(give(2)), 2)


@law
async def a_process_that_is_awaited_and_poisoned_gives_none():
    a, b = Channel("a"), Channel("b")

    @process
    async def worker(into, out):
        await into()
        return 1

    a.poison()
    expect(await worker(a.read, b.write), None)
    expect(b.poisoned, True)


@law
async def a_spawned_process_can_be_awaited():
    @process
    async def give(value):
        return value

    expect(await Spawn(give(3)), 3)


@law
async def poison_comes_out_of_gather():
    a, b = Channel("a"), Channel("b")
    ended = []

    async def read(c):
        return await c.read()

    async def late():
        for _ in range(5):
            await pause()
        ended.append("late")

    a.poison()
    error = await raised(gather, read(a), late())
    assert isinstance(error, ChannelPoisonException)
    expect(ended, ["late"])


@law
async def gather_takes_operations():
    c = Channel("c")
    expect(await gather(c.read(), c.write(5)), [5, 0])


@law
async def parallel_takes_operations():
    a, b = Channel("a"), Channel("b")
    Spawn(send(a.write, 1))
    expect(await Parallel(a.read(), b.read(), b.write(2)), [1, 2, 0])


@law
async def a_cancelled_read_that_waited_offers_nothing():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((got, c.queue_len()), ([], 0))
    c.verify()
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)


@law
async def a_cancelled_write_that_waited_offers_nothing():
    c, got = Channel("c"), []
    task = asyncio.create_task(write_into(c, "never", got))
    await waiting(c, 1)
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((got, c.queue_len()), ([], 0))
    Spawn(send(c.write, "kept"))
    expect(await c.read(), "kept")


@law
async def a_committed_read_that_is_cancelled_goes_back_to_the_front():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    await c.write("first")  # committed; the reader has not run since
    task.cancel()
    expect(await end_of(task), "cancelled")
    Spawn(send(c.write, "second"))
    await waiting(c, 1)
    expect((await c.read(), await c.read(), got), ("first", "second", []))
    c.verify()


@law
async def a_committed_read_that_is_cancelled_goes_to_a_reader_that_waits():
    c, got, other = Channel("c"), [], []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    second = asyncio.create_task(read_into(c, other))
    await waiting(c, 2)
    await c.write("x")
    task.cancel()
    expect(await end_of(task), "cancelled")
    await second
    expect((got, other), ([], ["x"]))
    expect(c.queue_len(), 0)


@law
async def a_committed_write_whose_writer_is_cancelled_stands():
    c, got = Channel("c"), []
    task = asyncio.create_task(write_into(c, "x", got))
    await waiting(c, 1)
    expect(await c.read(), "x")  # committed; the writer has not run since
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((got, c.queue_len()), ([], 0))
    Spawn(send(c.write, "y"))
    expect(await c.read(), "y")


@law
async def a_select_that_is_cancelled_offers_nothing():
    a, b = Channel("a"), Channel("b")
    alt = Alternative(a.read, b.write.alt_pending_write(1), Timer(60))
    task = asyncio.create_task(alt.select())
    await waiting(a, 1)
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((a.queue_len(), b.queue_len()), (0, 0))
    Spawn(send(a.write, 2))
    guard, value = await alt.select()
    expect(value, 2)


@law
async def a_select_with_a_timer_that_is_cancelled_before_a_partner_comes_is_cancelled():
    a = Channel("a")
    task = asyncio.create_task(Alternative(a.read, Timer(60)).select())
    await waiting(a, 1)
    task.cancel()
    Spawn(send(a.write, "x"))
    expect(await end_of(task), "cancelled")
    expect(await a.read(), "x")
    task = asyncio.create_task(Alternative(a.read, Timer(60)).select())
    await waiting(a, 1)
    task.cancel()
    try:
        await asyncio.wait_for(a.write("y"), 0.01)
    except asyncio.TimeoutError:
        Spawn(send(a.write, "y"))
    expect(await end_of(task), "cancelled")
    expect(await a.read(), "y")


@law
async def a_committed_select_that_is_cancelled_gives_the_value_back():
    a, b = Channel("a"), Channel("b")
    task = asyncio.create_task(Alternative(a.read, b.read).select())
    await waiting(b, 1)
    await b.write("x")
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((a.queue_len(), b.queue_len()), (0, 0))
    Spawn(send(b.write, "y"))
    await waiting(b, 1)
    expect((await b.read(), await b.read()), ("x", "y"))


@law
async def a_committed_write_of_a_select_that_is_cancelled_stands():
    a, b = Channel("a"), Channel("b")
    task = asyncio.create_task(Alternative(a.read, b.write.alt_pending_write("x")).select())
    await waiting(b, 1)
    expect(await b.read(), "x")
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def a_value_that_went_back_can_be_selected():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    await c.write("x")
    task.cancel()
    await end_of(task)
    guard, value = await Alternative(Channel("idle").read, c.read).select()
    expect((guard is c.read, value), (True, "x"))


@law
async def poison_drops_a_value_that_went_back():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    await c.write("x")
    task.cancel()
    await end_of(task)
    c.poison()
    assert isinstance(await raised(c.read), ChannelPoisonException)
    c.verify()


@law
async def a_read_that_is_poisoned_and_cancelled_gives_nothing_back():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    c.poison()
    task.cancel()
    expect(await end_of(task) in ("cancelled", "done"), True)
    assert isinstance(await raised(c.read), ChannelPoisonException)
    c.verify()


@law
async def a_buffer_takes_a_cancelled_value_back_to_its_front():
    c, got = BufferedChannel("c", 2), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    for value in (1, 2, 3):
        await c.write(value)
    task.cancel()
    expect(await end_of(task), "cancelled")
    Spawn(send(c.write, 4))
    await waiting(c, 1)
    values = []
    for _ in range(4):
        values.append(await c.read())
    expect(values, [1, 2, 3, 4])


@law
async def wait_for_gives_up_a_read_that_waits():
    c = Channel("c")
    try:
        await asyncio.wait_for(c.read(), 0.01)
    except asyncio.TimeoutError:
        pass
    else:
        raise AssertionError("no timeout")
    expect(c.queue_len(), 0)
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)


@law
async def wait_for_gives_what_was_read_in_time():
    c = Channel("c")
    Spawn(send(c.write, 1))
    expect(await asyncio.wait_for(c.read(), 60), 1)


@law
async def cancelling_a_parallel_ends_its_processes():
    a, b = Channel("a"), Channel("b")
    ended = []

    async def wait(c):
        try:
            await c.read()
        finally:
            ended.append(c)

    task = asyncio.create_task(Parallel(wait(a), wait(b)))
    await until(lambda: a.queue_len() == 1 and b.queue_len() == 1)
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect(len(ended), 2)
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def events_locks_and_sleep_work_beside_channels():
    c, event, lock = Channel("c"), asyncio.Event(), asyncio.Lock()
    order = []

    async def plain():
        await event.wait()
        async with lock:
            order.append(await c.read())
            await asyncio.sleep(0.001)
            order.append(await c.read())

    @process
    async def feed(out):
        await asyncio.sleep(0)
        event.set()
        await out(1)
        await out(2)

    task = asyncio.create_task(plain())
    await Parallel(feed(c.write))
    await task
    expect(order, [1, 2])


@law
async def others_run_while_processes_communicate():
    c = Channel("c")
    turns, over = [], []

    async def other():
        while not over:
            turns.append(1)
            await asyncio.sleep(0)

    @process
    async def count(out):
        for value in range(1000):
            await out(value)
        out.poison()

    @process
    async def add(into):
        total = sum(await all_from(into))
        over.append(1)
        return total

    task = asyncio.create_task(other())
    expect((await Parallel(count(c.write), add(c.read)))[1], 499500)
    await task
    assert len(turns) > 10, len(turns)


@plain_law
def await_outside_of_a_task_is_an_error_and_changes_nothing():
    c = Channel("c")

    async def read():
        await c.read()

    async def write():
        await c.write(1)

    async def choose():
        await Alternative(c.read, c.write.alt_pending_write(1)).select()

    for operation in (read, write, choose):
        coroutine = operation()
        try:
            coroutine.send(None)
        except RuntimeError as error:
            assert "task" in str(error), error
        else:
            raise AssertionError("no error")
        expect(c.queue_len(), 0)
        c.verify()
    expect(run_CSP(send(c.write, 1), c.read()), [None, 1])


@plain_law
def a_process_function_that_is_no_coroutine_is_a_type_error():
    @process
    def plain():
        return 5

    try:
        plain()
    except TypeError as error:
        assert "async" in str(error), error
    else:
        raise AssertionError("no error")


@law
async def run_csp_within_a_network_is_an_error():
    c = Channel("c")

    async def inner():
        run_CSP(send(c.write, 1))

    error = await raised(inner)
    assert isinstance(error, RuntimeError), error
    expect(c.queue_len(), 0)


@law
async def an_exception_in_one_process_ends_the_others_of_its_parallel():
    c = Channel("c")

    @process
    async def wait_for_ever(into):
        await into()

    @process
    async def fail():
        raise ValueError("on purpose")

    async def network():
        await Parallel(wait_for_ever(c.read), fail())

    expect(type(await raised(network)), ValueError)
    expect(c.queue_len(), 0)


@law
async def cancelling_one_of_many_readers_skips_it():
    c, got = Channel("c"), []
    tasks = []
    for count in range(1, 6):
        tasks.append(asyncio.create_task(read_into(c, got)))
        await waiting(c, count)
    for i in (0, 2, 4):
        tasks[i].cancel()
        expect(await end_of(tasks[i]), "cancelled")
    expect(c.queue_len(), 2)
    await c.write("a")
    await c.write("b")
    for i in (1, 3):
        await tasks[i]
    expect((got, c.queue_len()), (["a", "b"], 0))


@law
async def cancelling_twice_and_cancelling_what_has_ended_do_no_harm():
    c, got = Channel("c"), []
    task = asyncio.create_task(read_into(c, got))
    await waiting(c, 1)
    task.cancel()
    task.cancel()
    expect(await end_of(task), "cancelled")
    task.cancel()
    expect(c.queue_len(), 0)


@law
async def a_task_that_catches_its_cancellation_may_go_on():
    c, got = Channel("c"), []

    async def stubborn():
        try:
            await c.read()
        except asyncio.CancelledError:
            got.append("caught")
        got.append(await c.read())

    task = asyncio.create_task(stubborn())
    await waiting(c, 1)
    task.cancel()
    await until(lambda: got)
    await waiting(c, 1)
    await c.write(1)
    await task
    expect(got, ["caught", 1])


@law
async def an_operation_that_is_never_awaited_does_nothing():
    c = Channel("c")
    operations = [c.read(), c.write(1)]
    expect(c.queue_len(), 0)
    for each in operations:
        if hasattr(each, "close"):
            each.close()
    operations = None
    gc.collect()
    Spawn(send(c.write, 2))
    expect(await c.read(), 2)


@law
async def a_read_that_is_cancelled_before_it_began_does_nothing():
    c, got = Channel("c"), []
    Spawn(send(c.write, 1))
    await waiting(c, 1)
    task = asyncio.create_task(read_into(c, got))
    task.cancel()
    expect(await end_of(task), "cancelled")
    expect((got, c.queue_len()), ([], 1))
    expect(await c.read(), 1)


@law
async def wait_for_gives_up_a_select_a_parallel_and_a_write():
    a, b = Channel("a"), Channel("b")
    for awaitable in (Alternative(a.read, b.read).select(), Parallel(a.read(), b.read()), a.write(1)):
        try:
            await asyncio.wait_for(awaitable, 0.005)
        except asyncio.TimeoutError:
            pass
        else:
            raise AssertionError("no timeout")
        expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def who_is_cancelled_and_then_committed_to_is_still_cancelled():
    def read(c):
        return c.read()

    def select(c):
        return Alternative(c.read).select()

    def select_with_a_timer(c):
        return Alternative(c.read, Timer(60)).select()

    for operation in (read, select, select_with_a_timer):
        c, others = Channel("c"), []
        task = asyncio.create_task(operation(c))
        await waiting(c, 1)
        asyncio.create_task(read_into(c, others))
        task.cancel()
        await c.write("x")  # the cancelled task has not run since
        expect(await end_of(task), "cancelled")
        await until(lambda: others)
        expect((others, c.queue_len()), (["x"], 0))
