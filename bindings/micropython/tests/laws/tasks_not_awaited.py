"""A read whose await was forgotten says so where its value is asked for, compared or computed with."""
# needs: native


@law
async def the_value_of_a_read_that_was_not_awaited_is_an_error():
    @process
    async def use(into, how):
        return str(await raised(used, into, how))

    async def used(into, how):
        try:
            return how(into)
        finally:
            into.close()

    for how in (
        lambda into: 1 if into() else 0,
        lambda into: not into(),
        lambda into: into() or 5,
        lambda into: into() == 5,
        lambda into: into() != "stop",
        lambda into: into() + 1,
        lambda into: into() < 1,
        lambda into: into() in (1, 2),
    ):
        c = Channel("c")
        assert "await" in (await Parallel(use(c.read, how)))[0]
        expect(c.queue_len(), 0)


@plain_law
def an_end_is_true_equal_to_itself_and_a_key():
    c, d = Channel("c"), Channel("d")
    expect((bool(c.read), c.read == c.read, c.read == d.read, c.read != d.read), (True, True, False, True))
    expect((c.read == 5, c.read in (d.read, c.read), {c.read: 1}[c.read]), (False, True, 1))
