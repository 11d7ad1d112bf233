"""Processes that wait for each other's end neither go on for ever nor end the interpreter."""


@process
async def await_next(processes, i):
    return await processes[i % len(processes)]


def in_a_circle(count):
    processes = []
    for i in range(count):
        processes.append(await_next(processes, i + 1))
    return processes


@law
async def a_circle_is_an_error_of_those_who_would_wait():
    for count in (1, 2, 3, 5):
        error = await raised(lambda: Parallel(*in_a_circle(count)))
        assert isinstance(error, RuntimeError), (count, error)


@law
async def whoever_waits_for_a_process_that_waits_for_another_gets_its_result():
    @process
    async def nine():
        await pause()
        return 9

    processes = [nine()]
    Spawn(processes[0])
    for _ in range(3):
        last = processes[-1]
        processes.append(await_next([last], 0))
        Spawn(processes[-1])
    await pause()
    expect(await processes[-1], 9)
