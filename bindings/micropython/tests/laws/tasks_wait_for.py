"""A timeout in the window between a commit and the reader's next turn.

With yielding futures the reader may have ended, and then asyncio's own wait_for may drop its result.
"""
# needs: rescheduling


@law
async def wait_for_that_times_out_in_the_window_loses_nothing():
    c, got = Channel("c"), []

    async def reader():
        try:
            got.append(await asyncio.wait_for(c.read(), 0.005))
        except asyncio.TimeoutError:
            got.append("timeout")

    while True:
        task = asyncio.create_task(reader())
        await until(lambda: got or c.queue_len() == 1)
        if not got:
            break
        got.clear()  # on a slow machine it may time out before it is looked at
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
