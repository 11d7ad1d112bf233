"""Nothing is started, awaited or closed twice."""


@law
async def a_process_stands_once_in_a_parallel():
    begun = []

    @process
    async def note():
        begun.append(1)

    for count in (1, 100):
        twice = note()

        async def network():
            await Parallel(*[note() for _ in range(count)], twice, twice)

        assert isinstance(await raised(network), RuntimeError)
        await pause()


@law
async def a_process_that_is_handed_over_twice_starts_nothing():
    c = Channel("c")

    @process
    async def take(into):
        return await into()

    async def by_parallel(one, other):
        await Parallel(one, other, one)

    async def by_gather(one, other):
        await gather(one, one, other)

    for way in (by_parallel, by_gather):
        one, other = take(c.read), take(c.read)
        assert isinstance(await raised(way, one, other), RuntimeError), way
        await pause()
        expect(c.queue_len(), 0)


@law
async def a_process_is_spawned_once():
    @process
    async def note():
        pass

    p = note()
    Spawn(p)
    try:
        Spawn(p)
    except RuntimeError:
        return
    raise AssertionError("it was started again")
