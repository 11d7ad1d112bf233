"""What docs/how-to/micropython/differences.md says of the native modules alone."""
# needs: native


@plain_law
def an_init_is_called_by_super_only():
    class ByName(Channel):
        def __init__(self, name):
            Channel.__init__(self, name)

    class BySuper(Channel):
        def __init__(self, name):
            super().__init__(name)

    expect(BySuper("x").name, "x")
    try:
        ByName("x")
    except AttributeError as error:
        assert "__init__" in str(error), error
    else:
        raise AssertionError("remove it from the differences")


@plain_law
def guards_have_no_enable_that_could_be_called():
    c = Channel("c")
    for guard in (c.read, c.write, c.write.alt_pending_write(1), Timer(1), Skip()):
        assert not hasattr(guard, "enable") and not hasattr(guard, "disable"), guard


@plain_law
def there_is_no_queue_and_no_future_to_choose():
    for name in ("use_queue", "use_future", "YieldingFuture", "ReschedulingFuture", "ListQueue", "DequeQueue", "deque_of"):
        assert not hasattr(uapycsp, name), name


@plain_law
def a_buffer_has_at_most_32767_places():
    try:
        BufferedChannel("b", 32767)
    except MemoryError:  # on a small board
        pass
    try:
        BufferedChannel("b", 32768)
    except ValueError as error:
        assert "32767" in str(error), error
    else:
        raise AssertionError("it has more")
