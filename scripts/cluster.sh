#!/usr/bin/env bash
# The edition on Microsoft Orleans needs packages that not every registry has, so it has a solution of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -f CareKpi.Cluster.sln ]; then
  echo "make cluster needs CareKpi.Cluster.sln, which this checkout does not have." >&2
  exit 1
fi
exec dotnet test CareKpi.Cluster.sln --nologo
