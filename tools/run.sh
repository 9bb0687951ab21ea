#!/usr/bin/env bash
# Open the window; where there is no display, say so and live the review day on the command line.
set -euo pipefail
python=.venv/bin/python

if [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  tools/system.sh offscreen display
  exec "$python" -m peerdesk "$@"
fi
echo "There is no display here, so PeerDesk lives a review day on the command line; what it makes goes into demo/."
tools/system.sh offscreen || true # the day itself needs no window
exec "$python" -m peerdesk demo --out demo "$@"
