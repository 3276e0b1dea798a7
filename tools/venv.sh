#!/bin/sh
# Make the virtual environment $1 with $PYTHON (3.11 or newer). Debian keeps venv in a package of its own: as root,
# install it; otherwise say what to do.
set -eu
venv=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "This project needs Python 3.11 or newer; $python is $("$python" --version 2>&1)." >&2
  echo "Name another one: make PYTHON=python3.12 ..." >&2
  exit 1
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv
  else
    echo "$python has no ensurepip. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
