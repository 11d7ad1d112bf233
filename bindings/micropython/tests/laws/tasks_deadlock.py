"""The loop ends when nothing can run: run_CSP says so, and goes on in no later network."""
# needs: rescheduling


@process
async def read(into):
    await into()


def error_of(*networks):
    try:
        run_CSP(*networks)
    except RuntimeError as error:
        return str(error)
    raise AssertionError("no error")


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
