"""What main.py runs. Change it here and copy it to the device; each program can also be imported by hand."""

PROGRAM = "commstime"  # a module with a function main: commstime, alternatives, threads, two_threads, interrupts, or your own
ARGUMENTS = {"rounds": 200}  # what its main is called with
