#!/usr/bin/env bash
# Lets the fuzzing see which edges of the product's code an input takes: instruments what was built for it with SharpFuzz, where its tool can be had. Without it the outcomes alone say what is new. Run by scripts/prove.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=artifacts/tools into=artifacts/build/bin/CareKpi.Fuzz/release
[ -x "$tools/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$tools" > /dev/null
for assembly in CareKpi.Kpis CareKpi.Api Sprache CsvHelper; do
  # Refused where it was done before.
  "$tools/sharpfuzz" "$into/$assembly.dll" > /dev/null || true
done
cp "$(find "$tools/.store/sharpfuzz.commandline" -path '*/net10.0/*' -name SharpFuzz.Common.dll | head -n 1)" "$into/"
