"""Selecting: two inputs, an output and a timeout."""

from uapycsp import Alternative, Channel, Timer, process, run_CSP


# [select]
@process
async def controller(sensor, command, display):
    alt = Alternative(command, sensor, Timer(0.5))
    while True:
        guard, value = await alt.pri_select()  # a command before a measurement
        if guard is command and value == "stop":
            return display.poison()
        if guard is command or guard is sensor:
            await display(value)
        else:
            await display("nothing came for half a second")
# [/select]


# [output]
@process
async def distribute(cin, left, right):
    """To whichever of the two is free first."""
    while True:
        value = await cin()
        to_left, to_right = left.alt_pending_write(value), right.alt_pending_write(value)
        async with Alternative(to_left, to_right) as (guard, _):
            if guard is to_right:
                print("the right one was free")
# [/output]


@process
async def measure(sensor, command):
    await sensor(21)
    await sensor(22)
    await command("louder")


@process
async def show(cin, command):
    async for text in cin:
        print(text)
        if text == "nothing came for half a second":
            await command("stop")


@process
async def one_value(cout):
    await cout("x")
    cout.poison()


@process
async def take(cin):
    return await cin()


sensor, command, display = Channel("sensor"), Channel("command"), Channel("display")
run_CSP(
    measure(sensor.write, command.write),
    controller(sensor.read, command.read, display.write),
    show(display.read, command.write),
)
values, left, right = Channel("values"), Channel("left"), Channel("right")
run_CSP(distribute(values.read, left.write, right.write), take(right.read), one_value(values.write))

# prints: 21
# prints: 22
# prints: louder
# prints: nothing came for half a second
# prints: the right one was free
