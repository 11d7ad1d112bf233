"""A guard of your own: something that happens elsewhere, as an interrupt handler or another library reports it."""

from uapycsp import Alternative, Channel, Guard, process, run_CSP


# [guard]
class Event(Guard):
    """Ready when set() was called since it was selected last; its value is what set() was given."""

    def __init__(self):
        self.values = []
        self.waiting = []

    def enable(self, alt):
        if self.values:
            return True, self.values.pop(0)
        self.waiting.append(alt)
        return False, None

    def disable(self, alt):
        if alt in self.waiting:
            self.waiting.remove(alt)

    def set(self, value):
        while self.waiting:
            if self.waiting.pop(0).schedule(self, value):
                return
        self.values.append(value)  # nobody waits, or another guard was selected: keep it
# [/guard]


button = Event()


# [use]
@process
async def react(commands):
    alt = Alternative(button, commands)
    for _ in range(3):
        guard, value = await alt.fair_select()
        print("button" if guard is button else "command", value)
# [/use]


@process
async def press(commands):
    button.set("pressed")
    await commands("go")
    button.set("pressed again")


c = Channel("commands")
run_CSP(react(c.read), press(c.write))

# prints: button pressed
# prints: command go
# prints: button pressed again
