"""A timeout in the window between a commit and the reader's next turn.

With yielding futures the reader may have ended, and then asyncio's own wait_for may drop its result.
"""
# needs: rescheduling


async def waiting(c, count):
    await until(lambda: c.queue_len() == count)


@law
async def wait_for_that_times_out_in_the_window_loses_nothing():
    c, got = Channel("c"), []
    begun = []

    async def reader():
        begun.append(1)
        try:
            got.append(await asyncio.wait_for(c.read(), 0.005))
        except asyncio.TimeoutError:
            got.append("timeout")

    task = asyncio.create_task(reader())
    await waiting(c, 1)
    chrono = Chrono()
    chrono.start()
    while chrono.read_ms() < 20:  # nothing else runs, so that the timeout is due when the read is committed
        pass
    await c.write("x")
    await task
    if got == ["timeout"]:
        got.append(await c.read())
    assert got in (["x"], ["timeout", "x"]), got
    c.verify()
    expect(c.queue_len(), 0)
