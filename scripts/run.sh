#!/usr/bin/env bash
# Builds and starts a node and, where there is one, the gateway; Ctrl-C stops both. On the first start it makes an operator key, the tenant "demo" with a key, and demo data.
set -euo pipefail
. "$(dirname "$0")/common.sh"
DEMO=${DEMO:-1}

build CareKpi.Server CareKpi.Cli
prepare "$DATA"

CareKpi__DataDirectory=$DATA CareKpi__OperatorKeys=$DATA/operator.keys ASPNETCORE_URLS=$node_url CareKpi__OperatorUrls=$operator_url CareKpi__TrustedProxies=127.0.0.0/8,::1/128 \
  dotnet "$bin/CareKpi.Server/release/CareKpi.Server.dll" >> "$DATA/node.log" 2>&1 &
children[0]=$!
await 0 node "$DATA/node.log" "$node_url/healthz/ready" -f

add_demo --name "Demo Telecom" --industry telecom --time-zone Asia/Kuala_Lumpur --currency MYR
key=$(cat "$DATA/demo.key")

# Loading that was interrupted goes on with the same days; what was taken already counts once. Yesterday is the company's, eight hours ahead of UTC.
if [ "$DEMO" != 0 ] && [ ! -f "$DATA/demo.loaded" ]; then
  [ -f "$DATA/demo.until" ] || TZ=MYT-8 date -d yesterday +%F > "$DATA/demo.until"
  echo "Loading thirteen months of Demo Telecom …"
  CAREKPI_KEY=$key carekpi demo --send --url "$node_url" --until "$(cat "$DATA/demo.until")" > "$DATA/demo.log"
  mv "$DATA/demo.until" "$DATA/demo.loaded"
fi

[ ! -f src/gateway/package.json ] || start_gateway 1

# A fresh link on every start: it signs in once, within a day.
link=$(as_operator carekpi users invite --tenant demo --email admin@demo.invalid --name "Demo admin" --role admin --url "$operator_url" --gateway "$gateway_url" --json | field link) || link=
link=${link:-(none could be made: is there a tenant demo?)}

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
