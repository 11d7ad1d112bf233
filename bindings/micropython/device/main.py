"""What a device runs when it starts: the program that config.py names. A device is given no arguments."""

import config


def main():
    try:
        program = __import__(config.PROGRAM)
    except ImportError as error:
        raise ImportError("config.py names the program '%s': %s" % (config.PROGRAM, error))
    program.main(**config.ARGUMENTS)


main()
