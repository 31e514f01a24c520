#!/usr/bin/env bash
# Formatting and analyzers; changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
# Not every registry has the packages of the edition on Orleans.
solution=CareKpi.Cluster.sln
dotnet restore "$solution" --nologo -v quiet > /dev/null 2>&1 || solution=CareKpi.Platform.sln
dotnet format "$solution" --verify-no-changes
for package in src/gateway src/web; do
  [ -f $package/package.json ] || continue
  (cd $package && npm ci --no-fund --no-audit --loglevel=error && npm run --silent lint)
done
