"""Processes that are threads, whatever channels are made of: the native upycsp has these too."""

from .arguments import for_each_end
from .poison import ChannelPoisonException, ChannelTimeoutException
from .threads import Alternative, Channel, ChannelReadEnd, ChannelWriteEnd, Timer
from .uthreading import Thread


_CAN_BE_POISONED = (Channel, ChannelReadEnd, ChannelWriteEnd)  # made now, for there may be no memory later


def _poison(end):
    try:
        end.poison()
    except Exception as error:  # of a class that extends one of them: the others are poisoned too
        print("poison() of an argument raised %s" % (error,))


def _poison_all(arguments):
    for_each_end(arguments, _CAN_BE_POISONED, _poison)


class Process(Thread):
    """A thread that calls `function`, or an overridden `run`; afterwards `retval` is its result.

    When it meets poison, or an exception leaves it, it poisons the channels and ends among its arguments, unless
    `propagate` is False.
    """

    propagate = True
    verbose_poison = False
    _beside = None  # those that are waited for together; None: nobody waits
    _is_here = False  # it runs in the thread that waits for it

    def __init__(self, function=None, *args, **kwargs):
        super().__init__(function, None, args, kwargs)
        self.retval = None
        self.poisoned = False
        self.failure = None

    def run(self):
        self.retval = self.target(*self.args, **self.kwargs)
        if hasattr(self.retval, "throw") and _is_body_of(self.target, self.retval):
            self.retval = self.retval.close()
            raise TypeError("process %s is a coroutine: write 'def', or import uapycsp" % _name_of(self.target))

    def failed(self, error):
        by_poison = isinstance(error, ChannelPoisonException)
        if by_poison:
            self.poisoned = True
        else:
            self.failure = error
        if self.propagate:
            self.poison_arguments()
        if not by_poison and self._is_told_late(error):
            super().failed(error)
        elif by_poison and self.verbose_poison:
            print("process %s was poisoned" % self._called())

    def _called(self):
        return getattr(self.target, "__name__", self.name)

    def __repr__(self):
        return "<process %s>" % self._called()

    def _need(self):
        if not self._beside:
            return "process %s needs a thread" % self._called()
        needed = len(self._beside) - (_for_here(self._beside) is not None)
        threads = "1 thread" if needed == 1 else "%d threads" % needed
        return "%d processes side by side need %s beside the calling one" % (len(self._beside), threads)

    def _is_told_late(self, error):
        """Nobody waits for it, or whoever does waits for others too, which may run for ever."""
        if self._beside is None:
            return True
        if self._interrupts(error):
            return False
        for other in self._beside:
            if other is not self and other.alive:
                return True
        return False

    def _interrupts(self, error):
        """The keyboard has interrupted it, in the thread that waits for it: there that comes out at once."""
        return self._is_here and isinstance(error, KeyboardInterrupt)

    def poison_arguments(self):
        _poison_all(self.args)
        if self.kwargs:
            _poison_all(self.kwargs.values())


def _coroutine_function():
    yield


def _name_of(function):
    return getattr(function, "__name__", "?")


_CO_GENERATOR, _CO_COROUTINE = 0x20, 0x80  # CPython's flags
_coroutine_functions = type(_coroutine_function)  # MicroPython has a type for them, unless they are closures
if _coroutine_functions is type(_name_of):
    _coroutine_functions = ()


def _makes_coroutines(function):
    """Whether calling it runs nothing of it, as far as can be told before."""
    flags = getattr(getattr(function, "__code__", None), "co_flags", 0)
    return flags & (_CO_GENERATOR | _CO_COROUTINE) or isinstance(function, _coroutine_functions)


def _is_body_of(function, result):
    """Whether a call of `function` has run nothing of it, and its result is what would run it."""
    name = _name_of(function)
    return getattr(result, "__name__", None) == name or "object '%s' at" % name in repr(result)


def _within(guard, seconds):
    """What the guard reads or writes; ChannelTimeoutException after so many seconds, and then it has done neither."""
    timer = Timer(seconds)
    selected, value = Alternative(guard, timer).pri_select()
    if selected is timer:
        raise ChannelTimeoutException("%r: nobody came within %s s" % (guard, seconds))
    return value


def process(function=None, *, verbose_poison=False, propagate=True, stack_size=0):
    """Makes processes of a function: what calling it gives may be started, or handed to Parallel and its like.

    `verbose_poison` prints when one was poisoned; `stack_size` is in bytes.
    """

    def decorate(function):
        if not callable(function):
            raise TypeError("@process stands before 'def', not before %r" % (function,))
        if _makes_coroutines(function):
            raise TypeError("process %s is a coroutine: write 'def', or import uapycsp" % _name_of(function))

        def make(*args, **kwargs):
            new = Process(function, *args, **kwargs)
            if verbose_poison:
                new.verbose_poison = True
            if not propagate:
                new.propagate = False
            if stack_size:
                new.stack_size = stack_size
            return new

        return make

    return decorate(function) if function else decorate


def _must_be_processes(processes):
    for i, each in enumerate(processes):
        if not isinstance(each, Process):
            hint = "; poison() has acted when it was called, and gives None" if each is None else ""
            raise TypeError("%r is no process: call a function marked @process%s" % (each, hint))
        if each.started or each in processes[:i]:
            raise RuntimeError("%r is started a second time" % (each,))


def _for_here(processes):
    """The one that runs in the calling thread: the last that asks for no stack of its own. None when all do."""
    for i in range(len(processes) - 1, -1, -1):
        if not processes[i].stack_size:
            return processes[i]


def _start_all(processes, here):
    for each in processes:  # before any runs: without a global lock, no dict may grow then
        each._beside = processes
        each._is_here = each is here
    for each in processes:
        try:
            if each is not here:
                each.start()
        except BaseException:
            for one in processes:
                one.poison_arguments()
            raise


def _run_one_here(process):
    process.run_here()
    if process._interrupts(process.failure):
        raise process.failure


def _join_all(processes, results):
    for i, each in enumerate(processes):
        each.join()
        results[i] = each.retval
    for each in processes:
        if each.failure:
            raise each.failure


def Parallel(*processes, check_poison=False):
    """Runs processes side by side until all have ended; their results in order.

    The last one runs in the calling thread, the others have a thread each; one that asks for a stack of its own, always.
    An exception in one comes out of it when all have ended. With `check_poison`, so does poison. When the port has too few
    threads, the arguments of all are poisoned, so that those that run end, and an OSError says how many are needed.
    KeyboardInterrupt comes out at once, and the others go on; it ends the process in the calling thread, as an exception does.
    """
    _must_be_processes(processes)
    results = [None] * len(processes)
    here = _for_here(processes)
    _start_all(processes, here)
    if here:
        _run_one_here(here)
    _join_all(processes, results)
    if check_poison and any(each.poisoned for each in processes):
        raise ChannelPoisonException("a process was poisoned")
    return results


def gather(*processes):
    """As Parallel, and poison comes out of it."""
    return Parallel(*processes, check_poison=True)


def Sequence(*processes):
    """Runs processes one after the other; their results in order."""
    _must_be_processes(processes)
    found = []
    for each in processes:
        found += Parallel(each)
    return found


def Spawn(process):
    """Starts a process and does not wait for it; returns it, to be joined."""
    _must_be_processes((process,))
    process.start()
    return process


run_CSP = Parallel
run_CSP_seq = Sequence


def poison_channel(channel):
    """Poisons a channel, or the channel of an end."""
    if not isinstance(channel, _CAN_BE_POISONED):
        raise TypeError("%r is no channel, and no end of one" % (channel,))
    channel.poison()


poisonChannel = poison_channel
