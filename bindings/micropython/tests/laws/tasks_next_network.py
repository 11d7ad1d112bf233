"""What a network leaves when run_CSP returns does not go on in the next one."""
# needs: rescheduling


def read(c):
    return c.read()


async def select(c):
    return await Alternative(c.read).select()


async def select_with_timer(c):
    return await Alternative(c.read, Timer(60)).select()


async def side_by_side(c):
    return await Parallel(take(c, read), take(c, read))


async def within(c):
    return await asyncio.wait_for(c.read(), 60)


@process
async def take(c, wait):
    await wait(c)
    went_on.append(wait)


went_on = []
WAYS = (read, select, select_with_timer, side_by_side, within)


@process
async def blink():
    while True:
        went_on.append(blink)
        await asyncio.sleep(0.001)


@process
async def clean_up(c):
    try:
        await c.read()
    finally:
        await asyncio.sleep(0)
        cleaned.append(1)


cleaned = []


def leave(c, end):
    """A network that leaves processes at the channel, and one that sleeps; then it ends."""

    @process
    async def network():
        for wait in WAYS:
            Spawn(take(c, wait))
        Spawn(blink())
        Spawn(clean_up(c))
        await until(lambda: c.queue_len() == len(WAYS) + 2)
        end()

    try:
        run_CSP(network())
    except (ValueError, KeyboardInterrupt, SystemExit):
        pass


def returning():
    pass


def failing():
    raise ValueError("on purpose")


def interrupted():
    raise KeyboardInterrupt


def exiting():
    raise SystemExit(1)


@plain_law
def what_a_network_leaves_takes_nothing_of_the_next():
    for end in (returning, failing, interrupted, exiting):
        c = Channel("c")
        cleaned.clear()
        leave(c, end)
        went_on.clear()
        expect((end, c.queue_len(), cleaned), (end, 0, [1]))

        @process
        async def send_and_read():
            return (await Parallel(c.write(1), c.read()))[1]

        expect((run_CSP(send_and_read()), went_on), ([1], []))


@plain_law
def who_waits_for_an_end_that_was_interrupted_is_forgotten_too():
    c = Channel("c")

    @process
    async def interrupted_at_last():
        await until(lambda: c.queue_len() == 1)
        raise KeyboardInterrupt

    @process
    async def nested():
        await Parallel(take(c, read), interrupted_at_last())
        went_on.append(nested)

    try:
        run_CSP(nested())
    except KeyboardInterrupt:
        pass
    went_on.clear()

    @process
    async def later():
        await pause()
        return c.queue_len()

    expect((run_CSP(later()), went_on), ([0], []))


@plain_law
def many_are_spawned_and_none_that_has_ended_is_kept():
    @process
    async def nothing():
        pass

    @process
    async def network():
        for _ in range(100):
            Spawn(nothing())
            await pause()

    expect(run_CSP(network(), network()), [None, None])
