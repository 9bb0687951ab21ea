#!/usr/bin/env bash
# Pin what pyproject.toml asks for, for every system, with hashes and without the address of any registry.
set -euo pipefail

pin() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header \
    --output-file "$@" >/dev/null
}

pin requirements/run.txt pyproject.toml "$@"
pin requirements/dev.txt pyproject.toml --group dev --constraints requirements/run.txt "$@"
pin requirements/lock.txt --group lock "$@"
