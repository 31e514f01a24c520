#!/usr/bin/env bash
# Prints numbers; no test asserts a time.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -d tests/Benchmarks ]; then
  echo "There are no benchmarks in this checkout yet. Against a node that runs: carekpi load --batch 1000 --connections 8" >&2
  exit 1
fi
exec dotnet run --project tests/Benchmarks -c Release
