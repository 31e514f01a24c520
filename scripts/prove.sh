#!/usr/bin/env bash
# The slow proofs, with more seeds than the tests take: engine against oracle, and a node that is killed and started again.
set -euo pipefail
cd "$(dirname "$0")/.."
export CAREKPI_PROVE=1
dotnet test tests/Oracle.Tests -c Release --nologo
dotnet test tests/EndToEnd -c Release --nologo
