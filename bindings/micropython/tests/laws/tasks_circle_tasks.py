"""Tasks of asyncio that wait for each other's end: the network is in deadlock, and its tasks can be cancelled."""
# needs: micropython


@plain_law
def a_circle_of_tasks_is_a_deadlock():
    async def wait_for(tasks, i):
        await tasks[i % len(tasks)]

    @process
    async def network(count, tail):
        tasks = []
        for i in range(count):
            tasks.append(asyncio.create_task(wait_for(tasks, i + 1)))
        for _ in range(tail):
            tasks.append(asyncio.create_task(wait_for(list(tasks), count - 1)))
        Spawn(wait_for(tasks, 0))
        await tasks[0]

    for count in (2, 3, 4):
        for tail in (0, 2):
            try:
                run_CSP(network(count, tail))
                raise AssertionError("it ended")
            except RuntimeError as error:
                assert "deadlock" in str(error), error
