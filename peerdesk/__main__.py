"""`python -m peerdesk` is the command `peerdesk`, and so is the program that is built from this file."""

from multiprocessing import freeze_support

from peerdesk.cli import main

if __name__ == "__main__":
    freeze_support()  # in a built program the process that reads pictures starts here too
    main()
