"""A handler in C, of the Cortex-M3's SysTick, gives values to a channel."""
# needs: native cortex_m3

import timer_interrupt


@process
async def read(into, count):
    got = []
    for _ in range(count):
        got.append(await into())
    into.poison()
    return got


@law
async def an_interrupt_wakes_a_process_and_nothing_is_lost():
    c = Channel("c")
    timer_interrupt.start(InterruptWriter(c.write), 200, 5_000)
    expect(await read(c.read, 200), list(range(200)))


@law
async def an_interrupt_wakes_processes_that_do_other_things_too():
    c, d = Channel("c"), Channel("d")

    @process
    async def count_up(out):
        for value in range(300):
            await out(value)

    timer_interrupt.start(InterruptWriter(c.write), 100, 20_000)
    got = await Parallel(read(c.read, 100), count_up(d.write), read(d.read, 300))
    expect(got[0], list(range(100)))
    expect(got[2], list(range(300)))
