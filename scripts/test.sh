#!/usr/bin/env bash
# Runs every test of the platform, of the gateway and of the dashboard, several projects at a time. The last line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
results=$PWD/artifacts/tests
bin=$PWD/artifacts/build/bin
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
# Processes of tests live for seconds: what the runtime would learn of them for later costs more than it gives, and so does code that is made fast before it has run.
export DOTNET_TieredPGO=0 DOTNET_TC_QuickJit=1
# Many parts wait for processes, and leave the cores to another one.
at_once=$(($(nproc) + 1))

# Each part has a process group of its own, which goes with this script.
set -m
stop() {
  local part
  trap - INT TERM EXIT
  for part in $(jobs -p); do kill -TERM -- "-$part" 2> /dev/null; done
}
trap 'stop; exit 130' INT TERM
trap stop EXIT

declare -A part_of
running=0
# Of a part: its name and what it does. What it says is kept until it is over, so that parts are not read mixed.
start() {
  "${@:2}" > "$results/$1.log" 2>&1 < /dev/null &
  part_of[$!]=$1
  running=$((running + 1))
}
# One part that is over is told of, and counted.
finish() {
  local pid code=0
  wait -n -p pid "${!part_of[@]}" || code=$?
  local part=${part_of[$pid]}
  unset "part_of[$pid]"
  running=$((running - 1))
  echo "== $part"
  cat "$results/$part.log"
  count "$part" "$code"
}
finish_all() { while [ "$running" -gt 0 ]; do finish; done; }

attribute() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2"; }
number() { grep -o "\"$1\":[0-9]*" "$2" | head -n 1 | cut -d: -f2; }
declare -A not_built
# By what a part has written, and its exit code: one that fails without a test that does (it was not built, or died) counts all the same.
count() {
  local trx=$results/$1.trx json=$results/$1.json failures=0 total executed
  if [ -f "$trx" ]; then
    total=$(attribute total "$trx") executed=$(attribute executed "$trx")
    failures=$((executed - $(attribute passed "$trx")))
    passed=$((passed + $(attribute passed "$trx")))
    skipped=$((skipped + total - executed))
  elif [ -f "$json" ]; then
    failures=$(number numFailedTests "$json")
    passed=$((passed + $(number numPassedTests "$json")))
    skipped=$((skipped + $(number numPendingTests "$json")))
  fi
  if [ "$2" != 0 ] && [ "$failures" = 0 ]; then failures=1; fi
  if [ "$2" != 0 ]; then not_built[$1]=yes; fi
  failed=$((failed + failures))
}

packages() { cd "$1" && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build; }
# What is tested is what ships: the promises about memory hold for optimised code only. A warning of an analyzer fails it.
build() { dotnet build "$1" -c Release --nologo -v quiet; }
dotnet_tests() { dotnet test "$bin/$1/release/$1.dll" --nologo --logger "trx;LogFileName=$results/$1.trx"; }
# By which script of which folder; what it needs is built.
npm_tests() { cd "src/$1" && npm run --silent --ignore-scripts "$2" -- --reporter=default --reporter=json --outputFile="$results/$3.json"; }

start gateway-build packages src/gateway
start web-build packages src/web
solution=CareKpi.Cluster.sln suites=(CareKpi.Silo.Tests)
# Not every registry has the packages of the edition on Orleans.
if ! dotnet restore "$solution" --nologo -v quiet > "$results/cluster-restore.log" 2>&1; then
  echo "The cluster edition is not tested: Microsoft Orleans' packages do not restore here (make cluster says which)."
  solution=CareKpi.Platform.sln suites=()
fi
start build build "$solution"
finish_all

# The longest first, lest it be waited for alone.
for suite in "${suites[@]}" EndToEnd CareKpi.Api.Tests gateway CareKpi.Engine.Tests walk CareKpi.Storage.Tests CareKpi.Kpis.Tests web CareKpi.Deploy.Tests Oracle.Tests CareKpi.Fuzz; do
  while [ "$running" -ge "$at_once" ]; do finish; done
  case $suite in
    gateway | web) [ -n "${not_built[$suite-build]:-}" ] || start "$suite" npm_tests "$suite" test "$suite" ;;
    walk) [ -n "${not_built[build]:-}${not_built[gateway-build]:-}${not_built[web-build]:-}" ] || start walk npm_tests web walk walk ;;
    *) [ -n "${not_built[build]:-}" ] || start "$suite" dotnet_tests "$suite" ;;
  esac
done
finish_all

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
