#!/usr/bin/env bash
# Formatting and analyzers; changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet format CareKpi.Platform.sln --verify-no-changes
for package in src/gateway src/web; do
  [ -f $package/package.json ] || continue
  (cd $package && npm ci --no-fund --no-audit --loglevel=error && npm run --silent lint)
done
