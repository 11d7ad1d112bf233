"""Processes that are threads, whatever channels are made of: the native upycsp has these too."""

from .poison import ChannelPoisonException
from .threads import Channel, ChannelReadEnd, ChannelWriteEnd
from .uthreading import Thread


def _poison_all(arguments):
    for each in arguments:
        if isinstance(each, (Channel, ChannelReadEnd, ChannelWriteEnd)):
            each.poison()


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
        if self.propagate:
            self.poison_arguments()
        if isinstance(error, ChannelPoisonException):
            self.poisoned = True
            if self.verbose_poison:
                print("process %s was poisoned" % self.target.__name__)
            return
        self.failure = error
        if not self._awaited:
            super().failed(error)

    def poison_arguments(self):
        _poison_all(self.args)
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
    for each in processes:
        if not isinstance(each, Process):
            raise TypeError("%r is no process: call a function marked @process" % (each,))


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
    channel.poison()


poisonChannel = poison_channel
