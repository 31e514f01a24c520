#!/usr/bin/env bash
# Proves that the tests notice: builds the product with one fault after the other (tests/mutants/*.patch) and expects tests to fail. The last line: N caught, N survived, N errors.
# MUTANT=name (or several names) runs these only. Variables: CAREKPI_MUTANTS_DIR (where the copy is built), SEEDS (generated tenants each).
# Results are in artifacts/mutants.json; what was caught there with the same sources and the same patch is not run again.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
patches=$repository/tests/mutants
results=$repository/artifacts/mutants.json
work=${CAREKPI_MUTANTS_DIR:-${TMPDIR:-/tmp}/carekpi-mutants-$(printf %s "$repository" | sha256sum | cut -c 1-12)}
seeds=${SEEDS:-40}
copied=(Directory.Build.props Directory.Packages.props .editorconfig src/CareKpi.Kpis src/CareKpi.Engine tests/CareKpi.Kpis.Tests tests/CareKpi.Engine.Tests tests/CareKpi.Testing tests/Oracle tests/vectors)
log=$work/log

# Quick tests first: the first that fails decides.
names=(facts measures scenarios agreement state)
assemblies=(CareKpi.Kpis.Tests CareKpi.Kpis.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests CareKpi.Engine.Tests)
filters=(
  'FullyQualifiedName~.Kpis.Tests.Facts|FullyQualifiedName~.Kpis.Tests.Timelines'
  'FullyQualifiedName~.Kpis.Tests.Measures'
  'FullyQualifiedName~.Engine.Tests.Scenarios'
  'FullyQualifiedName~.Engine.Tests.Agreement'
  'FullyQualifiedName~.Engine.Tests.Properties'
)

fail() { echo "$*" >&2; exit 2; }

mkdir -p "$work/tree" "$log" "$(dirname "$results")"
exec 9> "$work/lock"
flock -n 9 || fail "Another run uses $work."
[ "$(git -C "$work/tree" rev-parse --show-toplevel 2>/dev/null || true)" = "" ] || fail "$work lies inside a repository: set CAREKPI_MUTANTS_DIR to a directory outside of any."

# The copy keeps what was built in it; files that have not changed keep their times, so that little is built anew. Of the repository only what git knows or would take.
export LC_ALL=C
git ls-files -z --cached --others --exclude-standard -- "${copied[@]}" | while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done | sort -z > "$work/files"
(cd "$work/tree" && find . -path ./artifacts -prune -o -type f -printf '%P\0') | sort -z > "$work/had"
comm -z -13 "$work/files" "$work/had" | (cd "$work/tree" && xargs -0 -r rm -f)
while IFS= read -r -d '' file; do
  cmp -s "$file" "$work/tree/$file" || { mkdir -p "$work/tree/$(dirname "$file")" && cp "$file" "$work/tree/$file"; }
done < "$work/files"
cat > "$work/tree/Mutants.proj" <<'PROJECT'
<Project DefaultTargets="Build">
  <ItemGroup>
    <Suite Include="tests/CareKpi.Kpis.Tests/CareKpi.Kpis.Tests.csproj;tests/CareKpi.Engine.Tests/CareKpi.Engine.Tests.csproj" />
  </ItemGroup>
  <Target Name="Restore"><MSBuild Projects="@(Suite)" Targets="Restore" Properties="Restoring=1" /></Target>
  <Target Name="Build"><MSBuild Projects="@(Suite)" BuildInParallel="true" /></Target>
</Project>
PROJECT
tree=$(cd "$work/tree" && { echo "$seeds"; xargs -0 sha256sum < "$work/files"; } | sha256sum | cut -c 1-16)

# A fault may leave something unused: analyzers do not judge it, or the compiler would catch what tests should.
build() {
  dotnet build "$work/tree/Mutants.proj" -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary" "$@" \
    -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false -p:NoWarn=CS0162%3BCS0168%3BCS0169%3BCS0219%3BCS0414 > "$log/build.txt" 2>&1
}

# Which tests fail: the name of a suite, empty if all pass. Not run is what cannot notice, since it does not contain the code that the patch changes or uses none of it.
run_tests() { # patch, or nothing
  local i status
  for i in "${!names[@]}"; do
    case ${names[i]} in
      facts) [ $# = 0 ] || grep -q '^+++ b/src/CareKpi\.Kpis/' "$1" || continue ;;
      measures) [ $# = 0 ] || grep -q '^+++ b/src/CareKpi\.Kpis/Measures/' "$1" || continue ;;
    esac
    status=0
    CAREKPI_ORACLE_SEEDS=$seeds timeout 300 dotnet vstest "$work/tree/artifacts/build/bin/${assemblies[i]}/release/${assemblies[i]}.dll" \
      --TestCaseFilter:"${filters[i]}" -- xUnit.StopOnFail=true > "$log/${names[i]}.txt" 2>&1 || status=$?
    # 1 is tests that fail; anything else says nothing about the fault.
    case $status in
      0) grep -qE 'Passed: +[1-9]' "$log/${names[i]}.txt" || { echo "no tests"; return; } ;;
      1) if grep -qE 'Failed: +[1-9]' "$log/${names[i]}.txt"; then echo "${names[i]}"; else echo "no tests"; fi; return ;;
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
prepared=
prepare() {
  [ -z "$prepared" ] || return 0
  echo "Building without a fault …"
  build || { cat "$log/build.txt" >&2; fail "The sources do not build."; }
  local by
  by=$(run_tests)
  [ -z "$by" ] || { tail -n 40 "$log/$by.txt" >&2 || true; fail "Without a fault the tests fail already: $by"; }
  prepared=1
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
  if grep -F "\"mutant\": $(json "$name"), " "$results" 2>/dev/null | grep -F '"result": "caught"' | grep -F "\"tree\": \"$tree\"" | grep -qF "\"patch\": \"$hash\""; then
    caught=$((caught + 1))
    printf '%-9s %-34s %s (known)\n' caught "$name" "$breaks"
    continue
  fi
  prepare
  from=$SECONDS
  git -C "$work/tree" apply "$patch"
  applied=$patch
  by= result=error
  if build --no-restore; then
    by=$(run_tests "$patch")
    case $by in
      '') result=survived ;;
      timeout | 'no tests') result=error ;;
      *) result=caught ;;
    esac
  else
    by=build
  fi
  restore_tree
  took=$((SECONDS - from))
  record "$name" "$breaks" "$result" "$by" "$took" "$hash"
  case $result in
    caught) caught=$((caught + 1)) ;;
    survived) survived=$((survived + 1)); survivors+=("$name") ;;
    *) errors=$((errors + 1)); survivors+=("$name ($by)"); [ "$by" != build ] || grep -m 3 'error' "$log/build.txt" >&2 || true ;;
  esac
  printf '%-9s %-34s %s (%s%s s)\n' "$result" "$name" "$breaks" "${by:+$by, }" "$took"
done
echo "$((SECONDS - started)) s; details: artifacts/mutants.json"
[ ${#survivors[@]} -eq 0 ] || printf 'not caught: %s\n' "${survivors[@]}"
echo "$caught caught, $survived survived, $errors errors"
[ $((survived + errors)) -eq 0 ]
