#!/usr/bin/env bash
# Proves that the tests notice: builds the product with one fault after the other (tests/mutants/*.patch) and expects tests to fail. The last line: N caught, N survived, N errors.
# Which tests are to notice a fault depends on what it changes: the stores (their suite, on a real PostgreSQL), what is kept of a tenant (erasure, horizon, moving, the simulator), the API, or else the engine.
# MUTANT=name (or several names) runs these only. Variables: CAREKPI_MUTANTS_DIR (where the copy is built), SEEDS (generated tenants each), STORIES (of the simulator).
# Results are in artifacts/mutants.json; what was caught there with the same sources and the same patch is not run again.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
patches=$repository/tests/mutants
results=$repository/artifacts/mutants.json
work=${CAREKPI_MUTANTS_DIR:-${TMPDIR:-/tmp}/carekpi-mutants-$(printf %s "$repository" | sha256sum | cut -c 1-12)}
seeds=${SEEDS:-40}
stories=${STORIES:-60}
copied=(Directory.Build.props Directory.Packages.props .editorconfig src/CareKpi.Kpis src/CareKpi.Engine tests/CareKpi.Kpis.Tests tests/CareKpi.Engine.Tests tests/CareKpi.Testing tests/Oracle tests/vectors)
# The front door: what is built for it beside, and the gateway as it is built here.
door=(CareKpi.Platform.sln src/CareKpi.Api src/CareKpi.Storage src/CareKpi.Server src/CareKpi.Cli tests/EndToEnd tests/CareKpi.Api.Tests src/gateway/documents)
stores=(tests/CareKpi.Storage.Tests tests/Shared)
log=$work/log
# The size is that of this script, whatever it is called from.
unset CAREKPI_PROVE
export CAREKPI_GATEWAY=$repository/src/gateway/dist/main.js

# Quick tests first: the first that fails decides.
names=(facts measures reports scenarios agreement state disputes posting intruder moving erasure simulator horizon stores daily)
areas=(engine engine engine engine engine engine api api api moving kept kept kept stores daily)
assemblies=(CareKpi.Kpis.Tests CareKpi.Kpis.Tests CareKpi.Kpis.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Api.Tests CareKpi.Api.Tests EndToEnd
  CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Storage.Tests CareKpi.Api.Tests)
filters=(
  'FullyQualifiedName~.Kpis.Tests.Facts|FullyQualifiedName~.Kpis.Tests.Timelines|FullyQualifiedName~.Kpis.Tests.Spells|FullyQualifiedName~.Kpis.Tests.Health'
  'FullyQualifiedName~.Kpis.Tests.Measures|FullyQualifiedName~.Kpis.Tests.Benchmarks.Peers'
  'FullyQualifiedName~.Kpis.Tests.Reports'
  'FullyQualifiedName~.Engine.Tests.Scenarios'
  'FullyQualifiedName~.Engine.Tests.Agreement'
  'FullyQualifiedName~.Engine.Tests.Properties|FullyQualifiedName~.Engine.Tests.Evidence|FullyQualifiedName~.Engine.Tests.Changes|FullyQualifiedName~.Engine.Tests.Now|FullyQualifiedName~.Engine.Tests.Scopes.CustomerSliceTests|FullyQualifiedName~.Engine.Tests.Scopes.TeamTreeReadingTests|FullyQualifiedName~.Engine.Tests.Scopes.PlaceTests|FullyQualifiedName~.Engine.Tests.Scopes.AppraisalReadingTests|FullyQualifiedName~.Engine.Tests.Scopes.HealthReadingTests'
  'FullyQualifiedName~.Api.Tests.DisputeTests'
  'FullyQualifiedName~.Api.Tests.Reports'
  'Suite=intruder'
  'FullyQualifiedName~.Engine.Tests.Moving'
  'FullyQualifiedName~.Engine.Tests.Erasure'
  'FullyQualifiedName~.SimulationTests.WhatWasAcknowledged'
  'FullyQualifiedName~.Properties.HorizonTests'
  'FullyQualifiedName~.Storage.Tests'
  'FullyQualifiedName~.Api.Tests.Daily'
)
# What is kept of a tenant, and for how long.
kept='^\+\+\+ b/src/CareKpi\.Engine/((Erasure|Horizon)/|Intake/IntakeGrain\.(Beside|Checkpoint|Erasing|Horizon|Forgetting|Rebuild)\.|Intake/IntakeGrain\.cs|Projection/(TenantProjection\.(Erasing|Freezing|FreezingCells|Seeding)|UnfinishedSink)\.)'

fail() { echo "$*" >&2; exit 2; }

mkdir -p "$work/tree" "$log" "$(dirname "$results")"
exec 9> "$work/lock"
flock -n 9 || fail "Another run uses $work."
[ "$(git -C "$work/tree" rev-parse --show-toplevel 2>/dev/null || true)" = "" ] || fail "$work lies inside a repository: set CAREKPI_MUTANTS_DIR to a directory outside of any."

# The copy keeps what was built in it; files that have not changed keep their times, so that little is built anew. Of the repository only what git knows or would take.
export LC_ALL=C
git ls-files -z --cached --others --exclude-standard -- "${copied[@]}" "${door[@]}" "${stores[@]}" | while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done | sort -z > "$work/files"
(cd "$work/tree" && find . -path ./artifacts -prune -o -type f -printf '%P\0') | sort -z > "$work/had"
comm -z -13 "$work/files" "$work/had" | (cd "$work/tree" && xargs -0 -r rm -f)
while IFS= read -r -d '' file; do
  cmp -s "$file" "$work/tree/$file" || { mkdir -p "$work/tree/$(dirname "$file")" && cp "$file" "$work/tree/$file"; }
done < "$work/files"
everything=$(cd "$work/tree" && xargs -0 sha256sum < "$work/files")
hash_of() { { echo "$1"; cat; } | sha256sum | cut -c 1-16; }
# What a fault of the engine is noticed by does not change with the API.
engine=$(grep -vE '  (CareKpi\.Platform\.sln|src/(CareKpi\.(Api|Storage|Server|Cli)|gateway)/|tests/(EndToEnd|CareKpi\.(Api|Storage)\.Tests)/)' <<< "$everything")
declare -A trees
trees[engine]=$(hash_of "$seeds" <<< "$engine")
trees[moving]=$(hash_of "" <<< "$engine")
trees[kept]=$(hash_of "$seeds $stories" <<< "$engine")
trees[stores]=$(grep -vE '  (src/(CareKpi\.(Server|Cli)|gateway)/|tests/(EndToEnd|CareKpi\.(Engine|Kpis)\.Tests|Oracle)/)' <<< "$everything" | hash_of "")
trees[api]=$(hash_of "$seeds" <<< "$everything")
trees[daily]=${trees[api]}
area_of() { # patch
  local changed
  changed=$(grep '^+++ ' "$1")
  if grep -q '^+++ b/src/CareKpi\.Api/' <<< "$changed"; then echo api
  elif grep -qE '/PostgresDailyTable\.|/[0-9]+-kpi-daily\.' <<< "$changed"; then echo daily
  elif grep -q '^+++ b/src/CareKpi\.Storage/' <<< "$changed"; then echo stores
  elif grep -q '^+++ b/src/CareKpi\.Engine/Moving/' <<< "$changed"; then echo moving
  elif grep -qE "$kept" <<< "$changed"; then echo kept
  else echo engine; fi
}

# A fault may leave something unused: analyzers do not judge it, or the compiler would catch what tests should. One process: starting more costs more than it saves.
build() { # project of tests, options
  dotnet build "$work/tree/tests/$1" -c Release -m:1 --nologo -v quiet "-clp:ErrorsOnly;NoSummary" "${@:2}" \
    -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false > "$log/build.txt" 2>&1
}

# Builds what a suite needs and runs it, suite after suite. Which tests fail: the name of a suite, empty if all pass; else why that cannot be said.
# Not run is what cannot notice, since it does not contain the code that the patch changes or uses none of it.
run_tests() { # area, options of the build, or --no-restore and the patch
  local i status built= area=$1
  shift
  for i in "${!names[@]}"; do
    [ "${areas[i]}" = "$area" ] || continue
    case ${names[i]} in
      facts) [ -z "${2:-}" ] || grep -q '^+++ b/src/CareKpi\.Kpis/' "$2" || continue ;;
      reports) [ -z "${2:-}" ] || grep -q '^+++ b/src/CareKpi\.Kpis/Reports/' "$2" || continue ;;
      posting) [ -z "${2:-}" ] || grep -qE '^\+\+\+ b/src/CareKpi\.Api/(Reports|Deliveries|Mail)/' "$2" || continue ;;
      measures) [ -z "${2:-}" ] || grep -qE '^\+\+\+ b/src/CareKpi\.Kpis/(Measures|Benchmarks)/' "$2" || continue ;;
    esac
    if [ "$built" != "${assemblies[i]}" ]; then
      build "${assemblies[i]}" ${1:+"$1"} || { echo build; return; }
      built=${assemblies[i]}
    fi
    status=0
    CAREKPI_ORACLE_SEEDS=$seeds CAREKPI_PROPERTY_CASES=25 CAREKPI_SIM_SEEDS=$stories timeout 600 dotnet vstest "$work/tree/artifacts/build/bin/${assemblies[i]}/release/${assemblies[i]}.dll" \
      --TestCaseFilter:"${filters[i]}" -- xUnit.StopOnFail=true > "$log/tests.txt" 2>&1 || status=$?
    # 1 is tests that fail; anything else says nothing about the fault.
    case $status in
      # What is skipped, where there is no PostgreSQL, notices nothing.
      0) if ! grep -qE 'Passed: +[1-9]' "$log/tests.txt" || { [[ $area = stores || $area = daily ]] && grep -qE 'Skipped: +[1-9]' "$log/tests.txt"; }; then echo "no tests"; return; fi ;;
      # Where the first failure ends the run, the runner may fall over before it counts.
      1) if grep -qE 'Failed: +[1-9]|\[FAIL\]$' "$log/tests.txt"; then echo "${names[i]}"; else echo "no tests"; fi; return ;;
      124) echo "timeout"; return ;;
      *) echo "no tests"; return ;;
    esac
  done
}

json() { local text=${1//\\/\\\\}; printf '"%s"' "${text//\"/\\\"}"; }

# One line a mutant, so that lines can be found again.
record() { # name breaks result by seconds patch-hash
  local line rest
  line="{\"mutant\": $(json "$1"), \"breaks\": $(json "$2"), \"result\": \"$3\", \"by\": \"$4\", \"seconds\": $5, \"tree\": \"$tree\", \"patch\": \"$6\"}"
  rest=$(grep '"mutant": ' "$results" 2>/dev/null | sed 's/,$//' | grep -vF "\"mutant\": $(json "$1"), " || true)
  { echo "["; printf '%s\n' "$rest" "$line" | sed '/^$/d' | sort | sed '$!s/$/,/'; echo "]"; } > "$results.new"
  mv "$results.new" "$results"
}

restore_tree() {
  if [ -n "${applied:-}" ]; then git -C "$work/tree" apply -R "$applied"; applied=; fi
}
# Should even this not run, the copying above takes the patch back the next time.
trap restore_tree EXIT

started=$SECONDS
declare -A prepared
prepare() { # area
  [ -z "${prepared[$1]:-}" ] || return 0
  [ "$1" != api ] || [ -f "$CAREKPI_GATEWAY" ] || fail "The gateway is not built: cd src/gateway && npm ci && npm run build"
  echo "Building and testing without a fault …"
  local by
  by=$(run_tests "$1")
  case $by in
    '') prepared[$1]=1 ;;
    build) cat "$log/build.txt" >&2; fail "The sources do not build." ;;
    *) tail -n 40 "$log/tests.txt" >&2; fail "Without a fault the tests fail already: $by" ;;
  esac
}

chosen=() bad=0
for patch in "$patches"/*.patch; do
  name=$(basename "$patch" .patch)
  [[ -z ${MUTANT:-} || " $MUTANT " == *" $name "* ]] || continue
  chosen+=("$patch")
  head -n 1 "$patch" | grep -q '^# .' || { echo "$name: the first line of a patch says what it breaks: # …" >&2; bad=1; }
  git -C "$work/tree" apply --check "$patch" || { echo "$name no longer applies: adapt tests/mutants/$name.patch to the sources." >&2; bad=1; }
done
[ "$bad" = 0 ] || fail "Nothing was run."
[ ${#chosen[@]} -gt 0 ] || fail "There is no mutant ${MUTANT:-}."

caught=0 survived=0 errors=0 survivors=()
for patch in "${chosen[@]}"; do
  name=$(basename "$patch" .patch)
  breaks=$(sed -n '1s/^# *//p' "$patch")
  hash=$(sha256sum < "$patch" | cut -c 1-16)
  area=$(area_of "$patch")
  tree=${trees[$area]}
  if grep -F "\"mutant\": $(json "$name"), " "$results" 2>/dev/null | grep -F '"result": "caught"' | grep -F "\"tree\": \"$tree\"" | grep -qF "\"patch\": \"$hash\""; then
    caught=$((caught + 1))
    printf '%-9s %-34s %s (known)\n' caught "$name" "$breaks"
    continue
  fi
  prepare "$area"
  from=$SECONDS
  git -C "$work/tree" apply "$patch"
  applied=$patch
  by=$(run_tests "$area" --no-restore "$patch")
  case $by in
    '') result=survived ;;
    build | timeout | 'no tests') result=error ;;
    *) result=caught ;;
  esac
  if [ "$result" = error ]; then
    if [ "$by" = build ]; then cp "$log/build.txt" "$log/$name.txt"; else cp "$log/tests.txt" "$log/$name.txt"; fi
  fi
  restore_tree
  took=$((SECONDS - from))
  record "$name" "$breaks" "$result" "$by" "$took" "$hash"
  case $result in
    caught) caught=$((caught + 1)) ;;
    survived) survived=$((survived + 1)); survivors+=("$name") ;;
    *) errors=$((errors + 1)); survivors+=("$name: $by, see $log/$name.txt") ;;
  esac
  printf '%-9s %-34s %s (%s%s s)\n' "$result" "$name" "$breaks" "${by:+$by, }" "$took"
done
echo "$((SECONDS - started)) s; details: artifacts/mutants.json"
[ ${#survivors[@]} -eq 0 ] || printf 'not caught: %s\n' "${survivors[@]}"
echo "$caught caught, $survived survived, $errors errors"
[ $((survived + errors)) -eq 0 ]
