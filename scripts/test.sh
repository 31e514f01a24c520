#!/usr/bin/env bash
# Runs every test of the platform, of the gateway and of the dashboard. The last line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

attribute() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2"; }
# The end-to-end tests start the gateway as it was built.
if [ -f src/gateway/package.json ]; then
  (cd src/gateway && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build) || gateway_failed=1
fi
if [ -f src/web/package.json ]; then
  (cd src/web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build) || web_failed=1
fi

# What is tested is what ships: the promises about memory hold for optimised code only.
dotnet test CareKpi.Platform.sln -c Release --nologo -v quiet --logger trx --results-directory "$results" || dotnet_failed=1
# Not every registry has the packages of the edition on Orleans.
if dotnet restore CareKpi.Cluster.sln --nologo -v quiet > "$results/cluster-restore.log" 2>&1; then
  dotnet test tests/CareKpi.Silo.Tests -c Release --nologo -v quiet --logger trx --results-directory "$results" || dotnet_failed=1
else
  echo "The cluster edition is not tested: Microsoft Orleans' packages do not restore here (make cluster says which)."
fi
for trx in "$results"/*.trx; do
  [ -f "$trx" ] || continue
  total=$(attribute total "$trx") executed=$(attribute executed "$trx")
  passed=$((passed + $(attribute passed "$trx")))
  failed=$((failed + executed - $(attribute passed "$trx")))
  skipped=$((skipped + total - executed))
done
# A build that fails has no results: it still counts.
if [ -n "${dotnet_failed:-}" ] && [ "$failed" = 0 ]; then failed=1; fi

# Counts what vitest reports: where, by which script, and whether something had failed before.
count_npm() {
  local folder=$1 script=$2 json=$PWD/$results/${1##*/}-$2.json failed_before=$3
  number() { grep -o "\"$1\":[0-9]*" "$json" | head -n 1 | cut -d: -f2; }
  (cd "$folder" && npm run --silent "$script" -- --reporter=default --reporter=json --outputFile="$json") || failed_before=1
  if [ -f "$json" ]; then
    passed=$((passed + $(number numPassedTests)))
    failed=$((failed + $(number numFailedTests)))
    skipped=$((skipped + $(number numPendingTests)))
  fi
  if [ -n "$failed_before" ] && { [ ! -f "$json" ] || [ "$(number numFailedTests)" = 0 ]; }; then failed=$((failed + 1)); fi
}
if [ -f src/gateway/package.json ]; then count_npm src/gateway test "${gateway_failed:-}"; fi
if [ -f src/web/package.json ]; then
  count_npm src/web test "${web_failed:-}"
  count_npm src/web walk ""
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
