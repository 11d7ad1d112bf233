"""Processes that are threads, whatever channels are made of: the native upycsp has these too."""

from .poison import ChannelPoisonException
from .threads import Channel, ChannelReadEnd, ChannelWriteEnd
from .uthreading import Thread


_CAN_BE_POISONED = (Channel, ChannelReadEnd, ChannelWriteEnd)  # made now, for there may be no memory later


def _poison_all(arguments):
    for each in arguments:
        if isinstance(each, _CAN_BE_POISONED):
            try:
                each.poison()
            except Exception as error:  # of a class that extends one of them: the others are poisoned too
                print("poison() of an argument raised %s" % (error,))


class Process(Thread):
    """A thread that calls `function`, or an overridden `run`; afterwards `retval` is its result.

    When it meets poison, or an exception leaves it, it poisons the channels and ends among its arguments, unless
    `propagate` is False.
    """

    propagate = True
    verbose_poison = False
    _awaited = False

    def __init__(self, function=None, *args, **kwargs):
        super().__init__(function, None, args, kwargs)
        self.retval = None
        self.poisoned = False
        self.failure = None

    def run(self):
        self.retval = self.target(*self.args, **self.kwargs)

    def failed(self, error):
        by_poison = isinstance(error, ChannelPoisonException)
        if by_poison:
            self.poisoned = True
        else:
            self.failure = error
        if self.propagate:
            self.poison_arguments()
        if not by_poison and not self._awaited:
            super().failed(error)
        elif by_poison and self.verbose_poison:
            print("process %s was poisoned" % getattr(self.target, "__name__", self.name))

    def poison_arguments(self):
        _poison_all(self.args)
        if self.kwargs:
            _poison_all(self.kwargs.values())


def process(function=None, *, verbose_poison=False, propagate=True, stack_size=0):
    """Makes processes of a function: what calling it gives may be started, or handed to Parallel and its like.

    `verbose_poison` prints when one was poisoned; `stack_size` is in bytes.
    """

    def decorate(function):
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
            raise TypeError("%r is no process: call a function marked @process" % (each,))
        if each.started or each in processes[:i]:
            raise RuntimeError("%r is started a second time" % (each,))


def _start_all(processes):
    for each in processes:
        each._awaited = True
        try:
            each.start()
        except BaseException:
            for one in processes:
                one.poison_arguments()
            raise


def _join_all(processes, results):
    for i, each in enumerate(processes):
        each.join()
        results[i] = each.retval
    for each in processes:
        if each.failure:
            raise each.failure


def Parallel(*processes, check_poison=False):
    """Runs processes side by side until all have ended; their results in order.

    An exception in one comes out of it when all have ended. With `check_poison`, so does poison. When the port can make
    no more threads, the arguments of all are poisoned, so that those that run end, and the port's exception comes out.
    """
    _must_be_processes(processes)
    results = [None] * len(processes)
    _start_all(processes)
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
    """Starts a process and does not wait for it; answers it, to be joined."""
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
