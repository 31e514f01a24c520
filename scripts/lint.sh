#!/usr/bin/env bash
# Formatting and analyzers; changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
# Not every registry has the packages of the edition on Orleans.
solution=CareKpi.Cluster.sln
if ! dotnet restore "$solution" --nologo -v quiet > /dev/null 2>&1; then
  echo "$solution does not restore here: its own projects are not looked at."
  solution=CareKpi.Platform.sln
fi
dotnet format "$solution" --verify-no-changes
for package in src/gateway src/web; do
  [ -f $package/package.json ] || continue
  (cd $package && npm ci --no-fund --no-audit --loglevel=error && npm run --silent lint)
done
