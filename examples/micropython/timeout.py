"""A read that gives up after a while, and loses nothing."""

from uapycsp import Channel, ChannelTimeoutException, process, run_CSP


# [read]
@process
async def watch(sensor, display):
    while True:
        try:
            await display(await sensor(timeout=0.05))
        except ChannelTimeoutException:
            await display("nothing came")
# [/read]


@process
async def measure(sensor, go_on):
    await sensor(21)
    await go_on()
    await sensor(22)
    await sensor.poison()


@process
async def show(display, go_on):
    async for text in display:
        print(text)
        if text == "nothing came":
            await go_on(True, timeout=0)  # measure waits for it
            break
    async for text in display:
        if text != "nothing came":
            print(text)


sensor, display, go_on = Channel("sensor"), Channel("display"), Channel("go on")
run_CSP(measure(sensor.write, go_on.read), watch(sensor.read, display.write), show(display.read, go_on.write))

# prints: 21
# prints: nothing came
# prints: 22
