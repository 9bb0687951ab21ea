"""The sheet on which a head answers, as files that she can fill in without PeerDesk."""
