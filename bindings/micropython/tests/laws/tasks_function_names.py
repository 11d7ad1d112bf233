"""What docs/how-to/micropython/differences.md says of the names of functions in the native uapycsp."""
# needs: native


@law
async def a_function_marked_process_has_the_name_of_what_it_was_made_of():
    async def copy():
        pass

    expect(process(copy).__name__, "copy")
