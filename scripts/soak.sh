#!/usr/bin/env bash
# The simulator, seed after seed from a random one on, until it is stopped. A line a minute; artifacts/soak.json has the seeds that failed, with what repeats each. FROM: the first seed; SECONDS_A_LINE.
set -uo pipefail
cd "$(dirname "$0")/.."
next=${FROM:-$((RANDOM * 32768 + RANDOM))}
folder=$PWD/artifacts/soak
mkdir -p "$folder"
failed=$folder/failed.jsonl said=$folder/said
: > "$failed"
dotnet build tests/CareKpi.Engine.Tests -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary" || exit 1

report() { { echo '['; paste -sd, "$failed"; echo ']'; } > artifacts/soak.json; }
# Ctrl-C reaches the tests, too: what they have not said is lost, what was said stays.
trap 'report; exit 0' INT TERM
report
total=0
while true; do
  : > "$said"
  CAREKPI_SIM_FROM=$next CAREKPI_SIM_SEEDS=1000000 CAREKPI_SIM_SECONDS=${SECONDS_A_LINE:-55} CAREKPI_SIM_FAILED=$failed CAREKPI_PROVE_SIZE=$said \
    dotnet test tests/CareKpi.Engine.Tests -c Release --nologo --no-build -v quiet --filter "FullyQualifiedName~SimulationTests.WhatWasAcknowledged" > "$folder/output" 2>&1 &
  wait $!
  if ! played=$(sed -n 's/^\([0-9]*\) seeds .*/\1/p' "$said") || [ -z "$played" ]; then
    cat "$folder/output" >&2
    exit 1
  fi
  total=$((total + played))
  echo "$(date +%H:%M:%S) $total seeds, $(wc -l < "$failed") failed; from $next: $(cat "$said")"
  report
  next=$((next + played))
done
