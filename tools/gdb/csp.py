"""The gdb command `info csp`: all processes, what each waits for and where, and who holds the ends at the other sides.

Load it with `source csp.py`, from where it was installed (share/ucsp/gdb) or from tools/gdb. It only reads memory, so it works
on a process that stands still, and on a core dump. The program is compiled with -g, and with names. What it prints is
what csp::report() prints, without the cycle.
"""
import re

import gdb

ENGINES = ("csp::coop::engine", "csp::threads::engine")
# coop_on<1> and so on, as symbols are called.
ONE_OF_SEVERAL = tuple(f"csp::coop::engine_on<{n}u> " for n in range(1, 16))
MOST_PRINTED, MOST_GUARDS, MOST_CALLERS, MOST_CHANNELS, MOST_HOLDERS = 100, 8, 3, 32, 8
NOTHING, ONE, SEVERAL, CHOICE, CHILDREN, TIME = range(6)  # csp::core::wait_for
SAID = {NOTHING: "runs", CHOICE: "chooses: ", CHILDREN: "waits for the processes that it started",
        TIME: "sleeps or waits with a timeout"}
LAST_AT_CHANNEL = 1  # csp::core::guard_kind::barrier: up to here a guard stands at a channel
BARRIER = "barrier"
CONTAINER = "an element of a container"


def number(value):
    return int(value)


def text_of(view):
    """A std::string_view, of libstdc++ or libc++."""
    fields = {f.name: view[f.name] for f in view.type.strip_typedefs().fields() if f.name}
    size = next(v for n, v in fields.items() if n in ("_M_len", "__size_"))
    data = next(v for n, v in fields.items() if n in ("_M_str", "__data_"))
    return data.string("utf-8", "replace", number(size))


def chars(pointer):
    return pointer.string("utf-8", "replace") if number(pointer) else ""


def bare(function):
    """Of `void a::b(int)` it is b; as csp::core::site::function()."""
    end = function.find("(")
    while 0 <= end and function[end:].startswith("(anonymous"):
        end = function.find("(", end + 1)
    text = function[:end] if end >= 0 else function
    return text[max(text.rfind(" "), text.rfind(":")) + 1:]


class Engine:
    def __init__(self, symbol):
        self.first_network = gdb.parse_and_eval(f"'csp::core::listed_network<{symbol}>::first_'")
        # Types may write a number in another way than symbols.
        self.tag = str(self.first_network.type.target()).partition("<")[2].rpartition(">")[0].strip()
        self.frame = gdb.lookup_type(f"csp::core::frame<{self.tag}>")
        self.pointer = number(gdb.lookup_type("void").pointer().sizeof)

    def type(self, name):
        return gdb.lookup_type(f"csp::core::{name}<{self.tag}>").pointer()

    def frame_of(self, handle):
        """The promise stands behind the two functions of a coroutine's frame."""
        address = next(handle[f.name] for f in handle.type.strip_typedefs().fields() if f.type.code == gdb.TYPE_CODE_PTR)
        return gdb.Value(number(address) + 2 * self.pointer).cast(self.frame.pointer())

    def processes(self):
        """Those started first before the others."""
        network = self.first_network
        while number(network):
            groups = [network["processes_"]]
            for group in groups:  # it grows meanwhile
                child = group["first"]
                while number(child):
                    if number(child["self"]):
                        process = Process(self, child["self"], child)
                        yield process
                        if process.kind == CHILDREN:
                            groups.append(process.party["awaited"]["children"])
                    child = child["next"]
            network = network["next_"]


class Process:
    def __init__(self, engine, outermost, child):
        self.engine = engine
        self.party = outermost.dereference()
        self.kind = number(self.party["kind"]) if number(self.party["pending"]) else NOTHING
        name = child["launch"]["name_"]
        if name.type.strip_typedefs().code != gdb.TYPE_CODE_PTR:
            name = name["text_"]
        self.given = chars(name) if name.type.strip_typedefs().code == gdb.TYPE_CODE_PTR else name.string()
        self.where = self.site(self.party["where"])
        self.function, self.place, _ = self.where

    @staticmethod
    def site(where):
        at = where["at_"]
        inner = at[next(f.name for f in at.type.strip_typedefs().fields() if not f.is_base_class and f.name)]
        if not number(inner):
            return "", ":0", 0
        fields = {f.name.strip("_").replace("M_", ""): inner[f.name] for f in inner.type.target().strip_typedefs().fields()}
        column = number(fields["column"])
        return bare(chars(fields["function_name"])), f"{chars(fields['file_name'])}:{number(fields['line'])}", column

    def frames(self):
        """From the innermost out; of one that runs only the outermost."""
        frame = self.engine.frame_of(self.party["innermost"]) if self.kind != NOTHING else self.party.address
        frame = frame.cast(self.engine.frame.pointer())
        yield frame
        while number(frame["root"]) != number(frame.cast(self.engine.type("party"))):
            frame = self.engine.frame_of(frame["owner"]["called_by"])
            yield frame

    def name(self):
        """An extended read is no process of its own: it waits at the line that calls it."""
        called_at = [self.site(f["where"]) for f in list(self.frames())[:-1]]
        callers = [site[0] for site in called_at if site != self.where]
        if not callers:
            return self.given or self.function
        last = self.given or callers[-1]
        said = [self.function, *callers[:-1][:MOST_CALLERS]]
        if len(callers) > MOST_CALLERS + 1:
            said.append(f"{len(callers) - MOST_CALLERS - 1} more")
        return " in ".join([*said, last])

    def holds(self, end):
        return any(number(f) - 2 * self.engine.pointer <= end < number(f) - 2 * self.engine.pointer + number(f["extent"]["bytes_"])
                   for f in self.frames())

    def offers(self):
        awaited = self.party["awaited"]
        if self.kind == ONE:
            yield awaited["one"].dereference()
        elif self.kind == SEVERAL:
            for i in range(number(awaited["several"]["count"])):
                offer = awaited["several"]["offers"][i].dereference()
                if "would_wait" in str(offer["answer"]):
                    yield offer
        elif self.kind == CHOICE:
            yield from self.guards(awaited["choice"].dereference())

    def guards(self, choice):
        words = choice["wanted_"]["words_"]
        bits = 8 * number(words.type.target().sizeof)
        for i in range(number(choice["count_"])):
            guard = choice["guards_"][i]
            if number(words[i // bits]) >> i % bits & 1 and number(guard["kind"]) <= LAST_AT_CHANNEL:
                yield guard.cast(self.engine.type("guard_offer")).dereference()


class Channel:
    """One side of it, for which somebody waits."""

    def __init__(self, offer):
        self.value = offer["channel"].dereference()
        self.address = number(offer["channel"])
        self.barrier = BARRIER in str(self.value["kind_"])
        mine = number(offer["my_side"])
        self.awaited = 0 if self.barrier else 1 - mine
        self.verb = "syncs at" if self.barrier else ("reads from", "writes to")[mine]
        label = self.value["label_"]
        text, line, column = text_of(label["text_"]), number(label["line_"]), number(label["column_"])
        library = line != 0 and re.search(r"/include/.*?(?<=/)c\+\+/[v0-9]", text)
        self.label = CONTAINER if library else f"{text}:{line}:{column}" if line else text
        self.number = 1

    def name(self):
        return f"{self.label} #{self.number}" if self.number > 1 else self.label

    def ends(self, processes):
        kind = "enrolment" if self.barrier else ("reading end", "writing end")[self.awaited]
        count = number(self.value["ends_"][self.awaited])
        if count == 0:
            return f"{self.name()} has no {kind}"
        holders = [next((p.name() for p in processes if p.holds(end)), "no process") for end in self.listed()]
        holders += ["no process"] * (min(count, MOST_HOLDERS) - len(holders))  # in no list: of interrupts
        more = f" and {count - len(holders)} more" if count > len(holders) else ""
        return f"{self.name()} has {count} {kind}{'' if count == 1 else 's'}: {', '.join(holders)}{more}"

    def listed(self):
        entry = self.value["listed_"]["first_"][self.awaited]
        found = []
        while number(entry) and len(found) < MOST_HOLDERS:
            found.append(number(entry))
            entry = entry["next_"]
        return found


class Report:
    def __init__(self, engine):
        self.processes = list(engine.processes())
        self.channels = []

    def note(self, channel):
        for other in self.channels:
            if other.address == channel.address:
                channel.number = other.number
                if other.awaited == channel.awaited:
                    return channel
                break
            if other.label == channel.label and other.number >= channel.number:
                channel.number = other.number + 1
        if len(self.channels) < MOST_CHANNELS:
            self.channels.append(channel)
        else:
            channel.number = 1
        return channel

    def line(self, process):
        offers = list(process.offers())
        said = ", ".join(f"{c.verb} {c.name()}" for c in (self.note(Channel(o)) for o in offers[:MOST_GUARDS]))
        more = f" and {len(offers) - MOST_GUARDS} more" if len(offers) > MOST_GUARDS else ""
        return f"{process.name()} ({process.place}) {SAID.get(process.kind, '')}{said}{more}"

    def lines(self):
        count = len(self.processes)
        yield f"csp: report: {count} process{'' if count == 1 else 'es'}"
        for process in self.processes[:MOST_PRINTED]:
            yield f"csp:   {self.line(process)}"
        if count > MOST_PRINTED:
            yield f"csp:   and {count - MOST_PRINTED} more"
        for channel in self.channels:
            yield f"csp:   {channel.ends(self.processes)}"


class InfoCsp(gdb.Command):
    """All csp processes: their names, places, the channels at which they wait, and who holds the ends there."""

    def __init__(self):
        super().__init__("info csp", gdb.COMMAND_STATUS)

    def invoke(self, _argument, _from_tty):
        engines = []
        for symbol in ENGINES + ONE_OF_SEVERAL:
            try:
                engines.append(Engine(symbol))
            except gdb.error:  # the program does not have it
                continue
        if not engines:
            raise gdb.GdbError("no csp network here: is the program compiled with -g, and with names?")
        for engine in engines:
            for line in Report(engine).lines():
                print(line)


InfoCsp()
