#!/usr/bin/env bash
# Builds and starts a node and, where there is one, the gateway; Ctrl-C stops both. On the first start it makes an operator key, the tenant "demo" with a key, and demo data.
set -euo pipefail
cd "$(dirname "$0")/.."
DATA=${DATA:-./data} PORT=${PORT:-8080} OPERATOR_PORT=${OPERATOR_PORT:-8081} GATEWAY_PORT=${GATEWAY_PORT:-4000} DEMO=${DEMO:-1}
node_url=http://127.0.0.1:$PORT operator_url=http://127.0.0.1:$OPERATOR_PORT gateway_url=http://127.0.0.1:$GATEWAY_PORT
bin=artifacts/build/bin
children=()

stop() {
  trap - INT TERM EXIT
  if ((${#children[@]})); then
    kill -TERM "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
  fi
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# What a step prints is of interest when it fails.
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}
packages() { cd "$1" && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build; }

echo "Building …"
quietly dotnet build src/CareKpi.Server -c Release --nologo -v quiet
quietly dotnet build src/CareKpi.Cli -c Release --nologo -v quiet
for part in src/gateway src/web; do
  [ ! -f "$part/package.json" ] || (quietly packages "$part")
done

umask 077
mkdir -p "$DATA"
DATA=$(cd "$DATA" && pwd)
[ -f "$DATA/operator.keys" ] || printf 'run = %s\n' "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" > "$DATA/operator.keys"

CareKpi__DataDirectory=$DATA CareKpi__OperatorKeys=$DATA/operator.keys ASPNETCORE_URLS=$node_url CareKpi__OperatorUrls=$operator_url CareKpi__TrustedProxies=127.0.0.0/8,::1/128 \
  dotnet "$bin/CareKpi.Server/release/CareKpi.Server.dll" >> "$DATA/node.log" 2>&1 &
children+=($!)
for _ in $(seq 120); do
  curl -fs -o /dev/null "$node_url/healthz/ready" && break
  kill -0 "${children[0]}" 2>/dev/null || { tail -n 5 "$DATA/node.log" >&2; echo "The node did not start; its log is $DATA/node.log" >&2; exit 1; }
  sleep 0.5
done

carekpi() { dotnet "$bin/CareKpi.Cli/release/carekpi.dll" "$@"; }
if [ ! -f "$DATA/demo.key" ]; then
  CAREKPI_OPERATOR_KEY=$(sed -n 's/^run = //p' "$DATA/operator.keys")
  export CAREKPI_OPERATOR_KEY
  carekpi tenants add demo --url "$operator_url" --name "Demo Telecom" --industry telecom --time-zone Asia/Kuala_Lumpur --currency MYR --json > /dev/null
  carekpi keys add demo --url "$operator_url" --name "make run" --scope ingest read manage --json | sed -n 's/^ *"key": "\(.*\)",\{0,1\}$/\1/p' > "$DATA/demo.key.new"
  mv "$DATA/demo.key.new" "$DATA/demo.key"
  unset CAREKPI_OPERATOR_KEY
fi
key=$(cat "$DATA/demo.key")

# Loading that was interrupted goes on with the same days; what was taken already counts once. Yesterday is the company's, eight hours ahead of UTC.
if [ "$DEMO" != 0 ] && [ ! -f "$DATA/demo.loaded" ]; then
  [ -f "$DATA/demo.until" ] || TZ=MYT-8 date -d yesterday +%F > "$DATA/demo.until"
  echo "Loading thirteen months of Demo Telecom …"
  CAREKPI_KEY=$key carekpi demo --send --url "$node_url" --until "$(cat "$DATA/demo.until")" > "$DATA/demo.log"
  mv "$DATA/demo.until" "$DATA/demo.loaded"
fi

if [ -f src/gateway/package.json ]; then
  PORT=$GATEWAY_PORT CAREKPI_PUBLIC_URL=$gateway_url CAREKPI_NODE_URL=$node_url CAREKPI_GATEWAY_DATA=$DATA/gateway node src/gateway/dist/main.js >> "$DATA/gateway.log" 2>&1 &
  children+=($!)
  for _ in $(seq 120); do
    curl -s -o /dev/null "$gateway_url/healthz/live" && break
    kill -0 "${children[1]}" 2>/dev/null || { tail -n 5 "$DATA/gateway.log" >&2; echo "The gateway did not start; its log is $DATA/gateway.log" >&2; exit 1; }
    sleep 0.5
  done
fi

# A fresh link on every start: it signs in once, within a day.
link=$(CAREKPI_OPERATOR_KEY=$(sed -n 's/^run = //p' "$DATA/operator.keys") carekpi users invite --tenant demo --email admin@demo.invalid --name "Demo admin" --role admin --url "$operator_url" --gateway "$gateway_url" --json |
  sed -n 's/^ *"link": "\(.*\)",\{0,1\}$/\1/p') || link='(none could be made: is there a tenant demo?)'

cat <<TEXT

CareKpi runs. Ctrl-C stops it.
  dashboard $gateway_url   (open it, or the link below)
  sign in   $link   (admin of demo; works once)
  the demo  what happened at Demo Telecom, and where to see it: docs/demo.md
  node      $node_url   (log: $DATA/node.log)
  operators $operator_url   (keys: $DATA/operator.keys)
  GraphQL   $gateway_url/graphql   (log: $DATA/gateway.log)
  key       $key   (tenant demo; also in $DATA/demo.key)

A first query:
  curl -s $gateway_url/graphql -H "Authorization: Bearer \$(cat $DATA/demo.key)" -H 'Content-Type: application/json' \\
    -d '{"query":"{ tenant { name scorecard(period: {preset: LAST_28_DAYS}) { values { kpi { code } value count } } } }"}'
TEXT
wait -n "${children[@]}" || true
echo "A process has ended; its log says why: $DATA/*.log" >&2
exit 1
