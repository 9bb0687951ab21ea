#!/usr/bin/env bash
# Make .venv where it lacks and install what is pinned, with hashes, if the pins changed since the last time.
# Usage: tools/set-up.sh run|dev|lock
set -euo pipefail
cd "$(dirname "$0")/.."
pins=requirements/$1.txt
installed=.venv/installed-$1.txt # the pins as they were when they were installed

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "PeerDesk needs Python 3.11 or newer, and there is none here." >&2
  echo "Install it, or say where it is: make PYTHON=/path/to/python3 …" >&2
  return 1
}

make_venv() {
  local python
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then # Debian keeps it in a package of its own
    PYTHON=$python tools/system.sh venv
  fi
  echo "Making .venv with $("$python" --version) …"
  "$python" -m venv --clear .venv
}

install_pins() {
  echo "Installing what $pins names …"
  .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
    --require-hashes --only-binary=:all: -r "$pins"
  .venv/bin/python -c '
import pathlib, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "peerdesk.pth").write_text(f"{pathlib.Path.cwd()}\n")'
  cp "$pins" "$installed"
}

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then make_venv; fi
if ! cmp -s "$pins" "$installed"; then install_pins; fi
