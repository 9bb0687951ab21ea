"""`python -m peerdesk` is the command `peerdesk`."""

from peerdesk.cli import main

main()
