#!/usr/bin/env bash
# Prints numbers, and writes them to artifacts/bench.json; no test asserts a time. Arguments name parts (http, customer, contacts, mixed, spells, now, alerts, postgres). FULL=1: the sizes of the design; SIZE=n: n contacts.
set -euo pipefail
cd "$(dirname "$0")/.."
project=tests/Benchmarks/CareKpi.Bench
dotnet build "$project" -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary"
exec dotnet artifacts/build/bin/CareKpi.Bench/release/CareKpi.Bench.dll "$@"
