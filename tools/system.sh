#!/usr/bin/env bash
# Install what Qt and the tests need from the system, where it lacks and we may; else say what to run.
# Usage: tools/system.sh GROUP…, of those below. Ends with 1 if this is Debian or its kin and something still lacks.
set -euo pipefail
[ "$(uname)" = Linux ] || exit 0

# What must be there (a file, a shared library, a Python module or a command), and the Debian package that brings it.
declare -A groups=(
  [venv]="ensurepip.py=python3-venv"
  [offscreen]="libglib-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 libGL.so.1=libgl1
    libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1 libdbus-1.so.3=libdbus-1-3"
  [display]="libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
    libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-shape.so.0=libxcb-shape0"
  [tests]="gnome-keyring-daemon=gnome-keyring dbus-run-session=dbus age=age unzip=unzip
    ssh-keygen=openssh-client pdftotext=poppler-utils pg_lsclusters=postgresql
    javac=default-jdk-headless /usr/share/java/jaxb-runtime.jar=libjaxb-java
    cc=gcc /usr/include/stdio.h=libc6-dev"
)
libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null || true)

is_here() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *.so.*) grep -qF "$1 " <<<"$libraries" ;;
    *.py) "${PYTHON:-python3}" -c "import ${1%.py}" 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

lacking=()
for group in "$@"; do
  for need in ${groups[$group]}; do
    is_here "${need%=*}" || lacking+=("${need#*=}")
  done
done
[ ${#lacking[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "This system seems to lack what Debian calls ${lacking[*]}; if it does, its own packages bring it." >&2
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "PeerDesk needs some packages of this system. Please run:" >&2
  echo "  sudo apt-get install --no-install-recommends ${lacking[*]}" >&2
  exit 1
fi

echo "Installing ${lacking[*]} …"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null || true # one source may be out of reach and the packages still be had
packages=()
for package in "${lacking[@]}"; do # newer Debian and Ubuntu call some libraries …t64
  if apt-cache show "${package}t64" >/dev/null 2>&1; then package+=t64; fi
  packages+=("$package")
done
if ! report=$(apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null 2>&1); then
  echo "$report" >&2
  echo "These packages could not be installed: ${packages[*]}. Is there a network?" >&2
  exit 1
fi
