"""Nothing is started, awaited or closed twice."""
# needs: native


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
