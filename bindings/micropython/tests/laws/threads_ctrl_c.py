"""Ctrl-C reaches the main thread, though it waits in Parallel."""
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
    expect(os.system("mkfifo %s" % FIFO), 0)
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


@law
def ctrl_c_comes_out_of_parallel_and_the_others_go_on():
    began, c, d = Channel("began"), Channel("c"), Channel("d")
    another_presses_ctrl_c()
    try:
        Parallel(press_ctrl_c(began.read), wait(began.write, c.read, d.write))
        raise AssertionError("Parallel has ended")
    except KeyboardInterrupt:
        pass
    c.write(7)
    expect(d.read(), 7)
