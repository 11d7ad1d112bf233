"""What docs/how-to/micropython/differences.md says of the pure package alone."""
# needs: pure


@plain_law
def an_init_is_called_by_name_too():
    class ByName(Channel):
        def __init__(self, name):
            Channel.__init__(self, name)

    expect(ByName("x").name, "x")


@law
async def a_wrapped_end_says_where_it_belongs():
    class Wrap(Guard):
        def __init__(self, guard):
            self.guard = guard

        def enable(self, alt):
            return self.guard.enable(alt)

    c = Channel("c")
    for guard in (c.read, c.write.alt_pending_write(1), Timer(60)):
        error = await raised(Alternative(Wrap(guard)).select)
        assert isinstance(error, TypeError) and "give it to the Alternative" in str(error), error


@plain_law
def there_is_a_queue_to_choose():
    assert hasattr(uapycsp, "use_queue") and hasattr(uapycsp, "deque_of")


@plain_law
def a_buffer_may_have_more_than_32767_places():
    BufferedChannel("b", 100000)


@law
async def a_function_marked_process_has_a_name_of_its_own():
    @process
    async def copy():
        pass

    assert copy.__name__ != "copy", copy.__name__
