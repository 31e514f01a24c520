#!/usr/bin/env bash
# The edition on Microsoft Orleans, which has a solution of its own since not every registry has its packages: restores it and runs its tests. RUN=1: starts PostgreSQL, two silos and the gateway on this machine; Ctrl-C stops all.
set -euo pipefail
. "$(dirname "$0")/common.sh"
RUN=${RUN:-0} PG_PORT=${PG_PORT:-5433}

said=$(dotnet restore CareKpi.Cluster.sln --nologo -v quiet 2>&1) || {
  printf '%s\n' "$said" | grep -m 5 -E 'error|NU1' >&2 || true
  echo "make cluster: Microsoft Orleans' packages do not restore here (Directory.Packages.props names their version, OrleansVersion=… another one)." >&2
  exit 1
}
if [ "$RUN" = 0 ]; then
  CAREKPI_PROVE=1 exec dotnet test tests/CareKpi.Silo.Tests -c Release --nologo
fi

pg=${PG_BIN:-$(pg_config --bindir 2>/dev/null || true)}
[ -x "$pg/initdb" ] || pg=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$pg/initdb" ] || { echo "PostgreSQL's programs are not on this machine: apt-get install postgresql, or set PG_BIN" >&2; exit 1; }

build CareKpi.Silo CareKpi.Cli
prepare "$DATA/cluster"

# PostgreSQL refuses root, who cannot give away a directory below one of his own.
PG_DATA=$DATA/postgres postgres=(env)
if [ "$(id -u)" = 0 ]; then
  PG_DATA=/var/tmp/carekpi-cluster-$PG_PORT postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
run_pg() { (cd / && "${postgres[@]}" "$@"); }
version=$("$pg/initdb" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
if [ ! -f "$PG_DATA/PG_VERSION" ]; then
  # Beside it first: what was cut short is made anew.
  rm -rf "$PG_DATA.new"
  rmdir "$PG_DATA" 2>/dev/null || true
  [ ! -e "$PG_DATA" ] || { echo "$PG_DATA is there, but is no database: move it away, or set another PG_PORT" >&2; exit 1; }
  mkdir "$PG_DATA.new"
  [ "$(id -u)" != 0 ] || chown postgres: "$PG_DATA.new"
  quietly run_pg "$pg/initdb" -D "$PG_DATA.new" -U postgres -A trust -E UTF8 --locale=C
  mv "$PG_DATA.new" "$PG_DATA"
elif [ "$(cat "$PG_DATA/PG_VERSION")" != "$version" ]; then
  echo "$PG_DATA is of PostgreSQL $(cat "$PG_DATA/PG_VERSION"), $pg is $version: set PG_BIN to the other's programs, or move the directory away" >&2
  exit 1
fi
if run_pg "$pg/pg_ctl" -D "$PG_DATA" status > /dev/null 2>&1; then
  echo "PostgreSQL in $PG_DATA runs already: it is used, and left running." >&2
else
  stop_last() { run_pg "$pg/pg_ctl" -D "$PG_DATA" -m fast -w stop > /dev/null 2>&1 || true; }
  quietly run_pg "$pg/pg_ctl" -D "$PG_DATA" -w -l "$PG_DATA/server.log" -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start
fi
sql() { "$pg/psql" -h 127.0.0.1 -p "$PG_PORT" -U postgres -qtA -v ON_ERROR_STOP=1 -c "$1"; }
[ -n "$(sql "SELECT 1 FROM pg_roles WHERE rolname = 'carekpi'")" ] || sql "CREATE ROLE carekpi LOGIN"
if [ -z "$(sql "SELECT 1 FROM pg_database WHERE datname = 'carekpi'")" ]; then
  sql "CREATE DATABASE carekpi OWNER carekpi ENCODING 'UTF8' TEMPLATE template0"
  # Of another database.
  rm -f "$DATA/demo.key"
fi

# Of each silo: its number, which is its child's.
silo_url() { echo "http://127.0.0.1:$((PORT + $1 * 10))"; }
start_silo() {
  local http operators=http://127.0.0.1:$((OPERATOR_PORT + $1 * 10))
  http=$(silo_url "$1")
  CareKpi__Postgres="Host=127.0.0.1;Port=$PG_PORT;Username=carekpi;Database=carekpi" CareKpi__DataDirectory=$DATA/silo-$1 CareKpi__OperatorKeys=$DATA/operator.keys \
    ASPNETCORE_URLS=$http CareKpi__OperatorUrls=$operators CareKpi__TrustedProxies=127.0.0.0/8,::1/128 \
    CareKpi__Cluster__Address=127.0.0.1 CareKpi__Cluster__SiloPort=$((11111 + $1)) CareKpi__Cluster__GatewayPort=$((30000 + $1)) \
    dotnet "$bin/CareKpi.Silo/release/CareKpi.Silo.dll" >> "$DATA/silo-$1.log" 2>&1 &
  children[$1]=$!
}
silo() {
  start_silo "$1"
  await "$1" silo "$DATA/silo-$1.log" "$(silo_url "$1")/healthz/ready" -f
}
silo 0
silo 1
add_demo --name "Demo" --time-zone UTC --currency EUR
# It asks whichever of them is there.
node_url=$(silo_url 0),$(silo_url 1) start_gateway 2

cat <<TEXT

A cluster of two silos runs. Ctrl-C stops it; a silo that is killed is started again, and the gateway asks the other one meanwhile.
  silos      http://127.0.0.1:$PORT and http://127.0.0.1:$((PORT + 10))   (logs: $DATA/silo-*.log; processes ${children[0]} and ${children[1]})
  operators  http://127.0.0.1:$OPERATOR_PORT and http://127.0.0.1:$((OPERATOR_PORT + 10))   (keys: $DATA/operator.keys)
  dashboard  $gateway_url   (GraphQL: $gateway_url/graphql; log: $DATA/gateway.log)
  PostgreSQL 127.0.0.1:$PG_PORT, database carekpi   (log: $PG_DATA/server.log)
  key        $(cat "$DATA/demo.key")   (tenant demo)
TEXT
while kill -0 "${children[2]}" 2>/dev/null; do
  wait -n -p ended "${children[@]}" || true
  for number in 0 1; do
    if [ "${children[number]}" = "${ended:-}" ]; then
      echo "Silo $number has ended, its log is $DATA/silo-$number.log; it is started again." >&2
      # Not waited for: the other one may end meanwhile. One that cannot start is not tried without a pause.
      sleep 1
      start_silo "$number"
    fi
  done
done
echo "The gateway has ended; its log says why: $DATA/gateway.log" >&2
exit 1
