"""MicroPython's loop ends when nothing can run: run_CSP says so."""
# needs: micropython rescheduling


@plain_law
def a_deadlock_comes_out_of_run_csp():
    c = Channel("c")

    @process
    async def read(into):
        await into()

    try:
        run_CSP(read(c.read), read(c.read))
    except RuntimeError as error:
        assert "deadlock" in str(error), error
    else:
        raise AssertionError("no error")
