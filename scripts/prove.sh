#!/usr/bin/env bash
# The slow proofs, suite by suite, in full size: engine against oracle, and what ships as processes. SUITE="kill stall" runs only these; the report artifacts/prove.json keeps what the others gave before.
set -uo pipefail
cd "$(dirname "$0")/.."
suites=${SUITE:-oracle agreement year properties simulator figures kill order rebuild stall disk corrupt readonly twice isolation backup migrate horizon postgres volume stop frontdoor intruder fuzz newcomer browser soak mutants}
report=$PWD/artifacts/prove
mkdir -p "$report"
export CAREKPI_PROVE=1
failures=0

attribute() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2"; }
quoted() { tr '\n' ';' | sed 's/;$//; s/;/; /g; s/[\\"]/\\&/g'; }

# The dashboard and the widgets in a browser, before a node and a gateway of their own; sets passed and failed.
walk() {
  local json=$report/browser.vitest project
  number() { grep -o "\"$1\":[0-9]*" "$json" | head -n 1 | cut -d: -f2; }
  rm -f "$json"
  passed=0 failed=1
  for project in src/CareKpi.Server src/CareKpi.Cli; do
    dotnet build "$project" -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary" || return
  done
  (cd src/web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build) || return
  started=$SECONDS
  (cd src/web && CAREKPI_PROVE_SIZE=$1 npm run --silent walk -- --reporter=default --reporter=json --outputFile="$json")
  [ -f "$json" ] || return
  passed=$(number numPassedTests)
  # What is skipped is not proved either.
  failed=$(($(number numTotalTests) - passed))
  if [ "$passed" = 0 ]; then failed=1; fi
}

# The gateway's share of the fuzzing; adds to passed and failed.
fuzz_gateway() {
  local json=$report/fuzz.vitest
  number() { grep -o "\"$1\":[0-9]*" "$json" | head -n 1 | cut -d: -f2; }
  rm -f "$json"
  (cd src/gateway && npm ci --no-fund --no-audit --loglevel=error && CAREKPI_PROVE_SIZE=$1 npm run --silent test -- tests/fuzz --reporter=default --reporter=json --outputFile="$json")
  if [ ! -f "$json" ]; then failed=$((failed + 1)) && return; fi
  passed=$((passed + $(number numPassedTests)))
  failed=$((failed + $(number numTotalTests) - $(number numPassedTests)))
}

if [ -f src/gateway/package.json ] && [ ! -f src/gateway/dist/main.js ]; then
  (cd src/gateway && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build) || exit 1
fi

export CAREKPI_ORACLE_SEEDS=400 CAREKPI_PROPERTY_CASES=250 CAREKPI_SIM_SEEDS=1000

declare -A built
for suite in $suites; do
  case $suite in
    oracle) project=tests/Oracle.Tests filter=() ;;
    agreement) project=tests/CareKpi.Engine.Tests filter=(--filter "FullyQualifiedName~Agreement") ;;
    year) project=tests/CareKpi.Engine.Tests filter=(--filter "FullyQualifiedName~Engine.Tests.Year") ;;
    properties) project=tests/CareKpi.Engine.Tests filter=(--filter "FullyQualifiedName~Properties") ;;
    simulator) project=tests/CareKpi.Engine.Tests filter=(--filter "FullyQualifiedName~SimulationTests") ;;
    browser) project=src/web filter=() ;;
    fuzz) project=tests/CareKpi.Fuzz filter=(--filter "Suite=fuzz") ;;
    mutants) scripts/mutants.sh || failures=$((failures + 1)); continue ;;
    figures | kill | order | rebuild | stall | disk | corrupt | readonly | twice | isolation | soak | backup | migrate | horizon | postgres | volume | stop | newcomer | frontdoor | intruder) project=tests/EndToEnd filter=(--filter "Suite=$suite") ;;
    *) echo "There is no suite '$suite'." >&2; exit 2 ;;
  esac
  echo "== $suite"
  trx=$report/$suite.trx size=$report/$suite.size
  rm -f "$trx" "$size" "$report/$suite.json"
  started=$SECONDS
  if [ "$suite" = browser ]; then
    walk "$size"
  else
    if [ -z "${built[$project]:-}" ]; then
      dotnet build "$project" -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary" || exit 1
      built[$project]=yes
    fi
    if [ "$suite" = fuzz ]; then scripts/instrument.sh || echo "The code is not instrumented: SharpFuzz's tool cannot be had here."; fi
    started=$SECONDS
    CAREKPI_PROVE_SIZE=$size dotnet test "$project" -c Release --nologo --no-build -v quiet "${filter[@]}" --logger "trx;LogFileName=$trx"
    passed=0 failed=1
    if [ -f "$trx" ]; then
      passed=$(attribute passed "$trx")
      failed=$(($(attribute executed "$trx") - passed))
      # Nothing run is nothing proved.
      if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then failed=1; fi
    fi
  fi
  if [ "$suite" = fuzz ]; then fuzz_gateway "$size"; fi
  failures=$((failures + failed))
  [ -f "$size" ] || : > "$size"
  printf '{"suite":"%s","passed":%d,"failed":%d,"seconds":%d,"size":"%s"}' "$suite" "$passed" "$failed" "$((SECONDS - started))" "$(quoted < "$size")" > "$report/$suite.json"
  cat "$size"
  # Written after each suite, so that an interrupted run keeps what it has.
  { echo '['; first=1; for part in "$report"/*.json; do [ "$first" = 1 ] || echo ','; first=; printf '  '; cat "$part"; done; printf '\n]\n'; } > artifacts/prove.json
done
cat artifacts/prove.json
[ "$failures" = 0 ]
