"""A process has a name: that of its function, before, while and after it runs."""


@process
async def take(into):
    return await into()


@process
async def fail():
    raise OSError("no answer")


@plain_law
def a_process_that_has_ended_keeps_its_name():
    c = Channel("c")

    @process
    async def give(out):
        await out(1)

    @process
    async def main():
        well, writer = take(c.read), give(c.write)
        expect(well.name, "take")
        await Parallel(well, writer)
        expect([well.name, writer.name], ["take", "give"])
        expect(repr(well), "<process take>")
        c.poison()
        poisoned = take(c.read)
        await poisoned
        expect(poisoned.name, "take")

    run_CSP(main())


@plain_law
def so_does_one_that_an_exception_has_ended():
    failed = fail()
    try:
        run_CSP(failed)
    except OSError:
        pass
    expect(failed.name, "fail")
