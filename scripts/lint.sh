#!/usr/bin/env bash
# Formatting and analyzers; changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet format CareKpi.Platform.sln --verify-no-changes
if [ -f src/gateway/package.json ]; then
  (cd src/gateway && npm ci --no-fund --no-audit --loglevel=error && npm run --silent lint)
fi
