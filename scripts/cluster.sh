#!/usr/bin/env bash
# The edition on Microsoft Orleans, which has a solution of its own since not every registry has its packages: restores it and runs its tests. RUN=1: starts PostgreSQL, two silos and the gateway on this machine; Ctrl-C stops all.
set -euo pipefail
cd "$(dirname "$0")/.."
RUN=${RUN:-0} DATA=${DATA:-./data} PORT=${PORT:-8080} OPERATOR_PORT=${OPERATOR_PORT:-8081} GATEWAY_PORT=${GATEWAY_PORT:-4000} PG_PORT=${PG_PORT:-5433}

said=$(dotnet restore CareKpi.Cluster.sln --nologo -v quiet 2>&1) || {
  printf '%s\n' "$said" | grep -m 5 -E 'error|NU1' >&2 || true
  echo "make cluster: Microsoft Orleans' packages do not restore here (Directory.Packages.props names their version, OrleansVersion=… another one)." >&2
  exit 1
}
if [ "$RUN" = 0 ]; then
  exec dotnet test tests/CareKpi.Silo.Tests -c Release --nologo
fi

bin=artifacts/build/bin
children=() postgres=()
stop() {
  trap - INT TERM EXIT
  if ((${#children[@]})); then
    kill -TERM "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
  fi
  ((${#postgres[@]} == 0)) || "${postgres[@]}" "$pg/pg_ctl" -D "$PG_DATA" -m fast -w stop > /dev/null 2>&1 || true
}
trap 'stop; exit 0' INT TERM
trap stop EXIT
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}
packages() { cd "$1" && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build; }

pg=${PG_BIN:-$(pg_config --bindir 2>/dev/null || true)}
[ -x "$pg/initdb" ] || pg=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$pg/initdb" ] || { echo "PostgreSQL's programs are not on this machine: apt-get install postgresql, or set PG_BIN" >&2; exit 1; }

echo "Building …"
quietly dotnet build src/CareKpi.Silo -c Release --nologo -v quiet
quietly dotnet build src/CareKpi.Cli -c Release --nologo -v quiet
for part in src/gateway src/web; do
  [ ! -f "$part/package.json" ] || (quietly packages "$part")
done

umask 077
mkdir -p "$DATA/cluster"
DATA=$(cd "$DATA/cluster" && pwd)
secret() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
[ -f "$DATA/operator.keys" ] || printf 'cluster = %s\n' "$(secret)" > "$DATA/operator.keys"
[ -f "$DATA/postgres.password" ] || secret > "$DATA/postgres.password"

# PostgreSQL refuses root, who cannot give away a directory below one of his own.
PG_DATA=$DATA/postgres postgres=(env)
if [ "$(id -u)" = 0 ]; then
  PG_DATA=/var/tmp/carekpi-cluster-$PG_PORT postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
  mkdir -p "$PG_DATA" && chown postgres "$PG_DATA"
fi
run_pg() { (cd / && "${postgres[@]}" "$@"); }
if [ -z "$(ls -A "$PG_DATA" 2>/dev/null)" ]; then
  quietly run_pg "$pg/initdb" -D "$PG_DATA" -U postgres -A trust -E UTF8 --locale=C
  printf "port = %s\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n" "$PG_PORT" >> "$PG_DATA/postgresql.conf"
fi
quietly run_pg "$pg/pg_ctl" -D "$PG_DATA" -w -l "$PG_DATA/server.log" start
sql() { "$pg/psql" -h 127.0.0.1 -p "$PG_PORT" -U postgres -qtA -v ON_ERROR_STOP=1 -c "$1"; }
if [ -z "$(sql "SELECT 1 FROM pg_roles WHERE rolname = 'carekpi'")" ]; then
  sql "CREATE ROLE carekpi LOGIN PASSWORD '$(cat "$DATA/postgres.password")'"
  sql "CREATE DATABASE carekpi OWNER carekpi ENCODING 'UTF8' TEMPLATE template0"
fi

# Of each silo: its number.
silo() {
  local http=http://127.0.0.1:$((PORT + $1 * 10)) operators=http://127.0.0.1:$((OPERATOR_PORT + $1 * 10))
  CareKpi__Postgres="Host=127.0.0.1;Port=$PG_PORT;Username=carekpi;Password=$(cat "$DATA/postgres.password");Database=carekpi" CareKpi__DataDirectory=$DATA/silo-$1 CareKpi__OperatorKeys=$DATA/operator.keys \
    ASPNETCORE_URLS=$http CareKpi__OperatorUrls=$operators CareKpi__TrustedProxies=127.0.0.0/8,::1/128 \
    CareKpi__Cluster__Address=127.0.0.1 CareKpi__Cluster__SiloPort=$((11111 + $1)) CareKpi__Cluster__GatewayPort=$((30000 + $1)) \
    dotnet "$bin/CareKpi.Silo/release/CareKpi.Silo.dll" >> "$DATA/silo-$1.log" 2>&1 &
  children+=($!)
  for _ in $(seq 120); do
    curl -fs -o /dev/null "$http/healthz/ready" && return
    kill -0 "${children[-1]}" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 5 "$DATA/silo-$1.log" >&2
  echo "The silo did not start; its log is $DATA/silo-$1.log" >&2
  exit 1
}
silo 0
silo 1

CAREKPI_OPERATOR_KEY=$(sed -n 's/^cluster = //p' "$DATA/operator.keys")
export CAREKPI_OPERATOR_KEY
if [ ! -f "$DATA/demo.key" ]; then
  carekpi() { dotnet "$bin/CareKpi.Cli/release/carekpi.dll" "$@"; }
  carekpi tenants add demo --url "http://127.0.0.1:$OPERATOR_PORT" --name "Demo" --time-zone UTC --currency EUR --json > /dev/null
  carekpi keys add demo --url "http://127.0.0.1:$OPERATOR_PORT" --name "make cluster" --scope ingest read manage --json | sed -n 's/^ *"key": "\(.*\)",\{0,1\}$/\1/p' > "$DATA/demo.key.new"
  mv "$DATA/demo.key.new" "$DATA/demo.key"
fi
unset CAREKPI_OPERATOR_KEY

gateway_url=http://127.0.0.1:$GATEWAY_PORT
PORT=$GATEWAY_PORT CAREKPI_PUBLIC_URL=$gateway_url CAREKPI_NODE_URL=http://127.0.0.1:$PORT CAREKPI_GATEWAY_DATA=$DATA/gateway node src/gateway/dist/main.js >> "$DATA/gateway.log" 2>&1 &
children+=($!)
for _ in $(seq 120); do
  curl -s -o /dev/null "$gateway_url/healthz/live" && break
  kill -0 "${children[-1]}" 2>/dev/null || { tail -n 5 "$DATA/gateway.log" >&2; echo "The gateway did not start; its log is $DATA/gateway.log" >&2; exit 1; }
  sleep 0.5
done

cat <<TEXT

A cluster of two silos runs. Ctrl-C stops it.
  silos      http://127.0.0.1:$PORT and http://127.0.0.1:$((PORT + 10))   (logs: $DATA/silo-*.log)
  operators  http://127.0.0.1:$OPERATOR_PORT and http://127.0.0.1:$((OPERATOR_PORT + 10))   (keys: $DATA/operator.keys)
  dashboard  $gateway_url   (GraphQL: $gateway_url/graphql; log: $DATA/gateway.log)
  PostgreSQL 127.0.0.1:$PG_PORT, database carekpi   (log: $PG_DATA/server.log)
  key        $(cat "$DATA/demo.key")   (tenant demo)
TEXT
wait -n "${children[@]}" || true
echo "A process has ended; its log says why: $DATA/*.log" >&2
exit 1
