#!/usr/bin/env bash
# Prints numbers, and writes them to artifacts/bench.json; no test asserts a time. Arguments name parts: ingest, scorecards, graphql, growth, floor (these without arguments); customer, contacts, mixed, spells, now, alerts, postgres.
# FULL=1: the sizes of the design; SIZE=n: n events where there are most. docs/benchmarks.md has the method.
set -euo pipefail
cd "$(dirname "$0")/.."
project=tests/Benchmarks/CareKpi.Bench
dotnet build "$project" -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary"

# What cannot be had is left out of the run, which says so.
packages() { [ -d "$1/node_modules" ] || (cd "$1" && npm ci --no-fund --no-audit --loglevel=error > /dev/null 2>&1); }
{ packages src/gateway && (cd src/gateway && npm run --silent build); } || echo "The gateway was not built."
packages tests/Benchmarks/duckdb || echo "DuckDB was not installed."

rm -rf artifacts/bench # what a run that was cut short left
exec dotnet artifacts/build/bin/CareKpi.Bench/release/CareKpi.Bench.dll "$@"
