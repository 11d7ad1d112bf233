"""Ctrl-C reaches the main thread, though it waits in Parallel, or at a channel."""
# needs: unix interruptible

import os

FIFO = sys.argv[0] + ".fifo"

if sys.implementation.name == "cpython":
    import signal

    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background


def another_presses_ctrl_c():
    """Sends the signal when something is written to FIFO and the main thread waits; gives up when nobody writes."""
    waits = "until grep -q '^State:.S' /proc/$0/task/$0/status; do :; done"
    press = "read word <%s; %s; kill -INT $0" % (FIFO, waits)
    expect(os.system("rm -f %s; mkfifo %s" % (FIFO, FIFO)), 0)
    expect(os.system('timeout 60 sh -c "%s" $PPID >/dev/null 2>&1 &' % press.replace("$", "\\$")), 0)


@process
def press_ctrl_c(when):
    when()
    with open(FIFO, "w") as fifo:
        fifo.write("now\n")


@process
def wait(began, c, d):
    began(True)
    d(c())


@process
def nothing():
    pass


def interrupted(*processes):
    another_presses_ctrl_c()
    try:
        Parallel(*processes)
        raise AssertionError("Parallel has ended")
    except KeyboardInterrupt:
        pass


@law
def ctrl_c_comes_out_of_parallel_and_the_others_go_on():
    began, c, d = Channel("began"), Channel("c"), Channel("d")
    interrupted(press_ctrl_c(began.read), wait(began.write, c.read, d.write), nothing())
    c.write(7)
    expect(d.read(), 7)


@law
def ctrl_c_ends_the_process_in_the_main_thread():
    began, c, d, e = Channel("began"), Channel("c"), Channel("d"), Channel("e")
    interrupted(press_ctrl_c(began.read), wait(Channel().write, c.read, d.write), wait(began.write, e.read, e.write))
    expect((c.poisoned, d.poisoned, e.poisoned, e.queue_len()), (False, False, True, 0))


@law
def ctrl_c_takes_back_what_the_main_thread_waits_for():
    for operation in ("read", "write"):
        began, c = Channel("began"), Channel("c")
        another_presses_ctrl_c()
        presser = Spawn(press_ctrl_c(began.read))
        began.write(True)
        try:
            if operation == "read":
                c.read()
            else:
                c.write(1)
            raise AssertionError("it has met somebody")
        except KeyboardInterrupt:
            pass
        presser.join()
        expect(c.queue_len(), 0)
        other = Thread(target=c.write, args=(2,))
        other.start()
        expect(c.read(), 2)
        other.join()
