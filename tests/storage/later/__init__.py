"""What later versions of PeerDesk might do to the tables: made for proofs, slow and thorough."""

from peerdesk.storage.migrating import STEPS, Steps, step_in

LATER: Steps = {**STEPS, **{one: step_in(__name__, one) for one in ("9001", "9002")}}
