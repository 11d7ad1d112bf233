"""The loop ends when nothing can run: run_CSP says so, and goes on in no later network."""
# needs: rescheduling


@process
async def read(into):
    await into()


@process
async def write(out):
    await out(1)


@process
async def choose(*guards):
    await Alternative(*guards).select()


def error_of(*networks, run=run_CSP):
    try:
        run(*networks)
    except RuntimeError as error:
        return str(error)
    raise AssertionError("no error")


NOTHING_RUNS = "deadlock: every process waits"


def waits_of(*networks, run=run_CSP):
    """Which waits the error names; their order is nobody's promise."""
    error = error_of(*networks, run=run)
    expect(error[: len(NOTHING_RUNS) + 2], NOTHING_RUNS + ": ")
    return sorted(error[len(NOTHING_RUNS) + 2 :].split("; "))


@plain_law
def a_deadlock_comes_out_of_run_csp():
    c = Channel("c")
    assert "deadlock" in error_of(read(c.read), read(c.read))


@plain_law
def so_does_one_of_processes_that_wait_for_each_other():
    @process
    async def copy(into, out):
        while True:
            await out(await into())

    a, b = Channel("a"), Channel("b")
    assert "deadlock" in error_of(copy(a.read, b.write), copy(b.read, a.write))


@plain_law
def who_waits_for_a_time_is_in_no_deadlock():
    @process
    async def write_late(out):
        await asyncio.sleep(0.02)
        await out(1)

    c = Channel("c")
    expect(run_CSP(read(c.read), write_late(c.write)), [None, None])


@plain_law
def what_a_deadlock_leaves_does_not_wait_in_the_next_network():
    @process
    async def write(out):
        return await out(1)

    c = Channel("c")
    assert "deadlock" in error_of(read(c.read))
    expect(c.queue_len(), 0)
    expect(run_CSP(read(c.read), write(c.write)), [None, 0])


@plain_law
def its_message_names_the_processes_and_where_they_wait():
    a, b, c, d = [Channel(name) for name in "abcd"]
    found = waits_of(read(c.read), write(d.write), choose(a.read, b.write.alt_pending_write(2)))
    expect(
        found,
        [
            "<process choose> chooses: reads from 'a', writes to 'b'",
            "<process read> reads from 'c'",
            "<process write> writes to 'd'",
        ],
    )


@plain_law
def a_full_buffer_and_a_channel_without_a_name_are_named_as_well():
    full, unnamed = BufferedChannel("full"), Channel()

    @process
    async def fill(out):
        while True:
            await out(1)

    expect(
        waits_of(fill(full.write), read(unnamed.read)),
        ["<process fill> writes to 'full'", "<process read> reads from ''"],
    )


@plain_law
def who_waits_for_processes_is_not_named_but_they_are():
    @process
    async def both(a, b):
        await Parallel(read(a), write(b))

    @process
    async def await_spawned(a, b):
        Spawn(write(b))
        await Spawn(read(a))

    a, b, c, d = [Channel(name) for name in "abcd"]
    expect(
        waits_of(both(a.read, b.write), await_spawned(c.read, d.write)),
        [
            "<process read> reads from 'a'",
            "<process read> reads from 'c'",
            "<process write> writes to 'b'",
            "<process write> writes to 'd'",
        ],
    )


@plain_law
def who_has_called_a_process_is_named_for_it():
    @process
    async def call(a):
        await read(a)

    c = Channel("c")
    expect(waits_of(call(c.read)), ["<process call> reads from 'c'"])
    expect(waits_of(write(c.write), run=run_CSP_seq), ["<process write> writes to 'c'"])
    expect(waits_of(call(c.read), read(c.read), run=run_CSP_seq), ["<process call> reads from 'c'"])


@plain_law
def what_is_no_process_is_a_task():
    c, d = Channel("c"), Channel("d")

    async def plain(into):
        await into()

    expect(waits_of(c.read(), plain(d.read)), ["a task reads from 'c'", "a task reads from 'd'"])


@plain_law
def who_waits_for_something_else_than_a_channel_is_named():
    @process
    async def wait_for_the_future():
        await create_future()

    expect(waits_of(wait_for_the_future()), ["<process wait_for_the_future> waits for something else"])


@plain_law
def of_many_waits_the_message_names_eight_and_counts_the_rest():
    c = Channel("c")
    found = waits_of(*[read(c.read) for _ in range(11)])
    expect(found, 8 * ["<process read> reads from 'c'"] + ["and 3 more"])


@plain_law
def it_is_a_deadlock_too_when_there_is_no_memory_for_its_message():
    class Big(Guard):
        def __repr__(self):
            raise MemoryError

    c = Channel("c")
    expect(error_of(read(c.read), choose(Big(), c.read)), NOTHING_RUNS)
    expect(c.queue_len(), 0)
    expect(waits_of(read(c.read)), ["<process read> reads from 'c'"])


@plain_law
def what_was_cancelled_before_the_deadlock_is_not_named():
    c, d = Channel("c"), Channel("d")

    @process
    async def fail():
        raise OSError

    @process
    async def go_on(into):
        try:
            await Parallel(read(c.read), fail())
        except OSError:
            await into()

    expect(waits_of(go_on(d.read)), ["<process go_on> reads from 'd'"])
