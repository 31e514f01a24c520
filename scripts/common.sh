# Sourced: how run.sh and cluster.sh build, start, wait and stop.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
DATA=${DATA:-./data} PORT=${PORT:-8080} OPERATOR_PORT=${OPERATOR_PORT:-8081} GATEWAY_PORT=${GATEWAY_PORT:-4000}
node_url=http://127.0.0.1:$PORT operator_url=http://127.0.0.1:$OPERATOR_PORT gateway_url=http://127.0.0.1:$GATEWAY_PORT
bin=artifacts/build/bin
children=()

# What else has to be stopped when no child runs any more.
stop_last() { :; }
stop() {
  trap - INT TERM EXIT
  if ((${#children[@]})); then
    kill -TERM "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
  fi
  stop_last
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# What a step prints is of interest when it fails.
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}

packages() { cd "$1" && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build; }

# Of .NET projects: their names. Gateway and web where they are.
build() {
  local what
  echo "Building …"
  for what in "$@"; do
    quietly dotnet build "src/$what" -c Release --nologo -v quiet
  done
  for what in src/gateway src/web; do
    [ ! -f "$what/package.json" ] || (quietly packages "$what")
  done
}

secret() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# Where everything of this run lies, and the operator's key.
prepare() {
  umask 077
  mkdir -p "$1"
  DATA=$(cd "$1" && pwd)
  [ -f "$DATA/operator.keys" ] || printf 'run = %s\n' "$(secret)" > "$DATA/operator.keys"
}

# Until child $1 ($2, its log is $3) answers at $4; more arguments are curl's.
await() {
  local url=$4
  for _ in $(seq 120); do
    curl -s -o /dev/null "${@:5}" "$url" && return
    kill -0 "${children[$1]}" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 5 "$3" >&2
  echo "The $2 did not start; its log is $3" >&2
  exit 1
}

carekpi() { dotnet "$bin/CareKpi.Cli/release/carekpi.dll" "$@"; }
as_operator() { CAREKPI_OPERATOR_KEY=$(sed -n 's/^[^=]* = //p' "$DATA/operator.keys" | head -n 1) "$@"; }
field() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p"; }

# The tenant demo, by more arguments of `tenants add`, and its key.
add_demo() {
  if [ ! -f "$DATA/demo.key" ]; then
    as_operator carekpi tenants add demo --url "$operator_url" "$@" --json > /dev/null
    as_operator carekpi keys add demo --url "$operator_url" --name "make" --scope ingest read manage --json | field key > "$DATA/demo.key.new"
    mv "$DATA/demo.key.new" "$DATA/demo.key"
  fi
}

# As child $1.
start_gateway() {
  PORT=$GATEWAY_PORT CAREKPI_PUBLIC_URL=$gateway_url CAREKPI_NODE_URL=$node_url CAREKPI_GATEWAY_DATA=$DATA/gateway node src/gateway/dist/main.js >> "$DATA/gateway.log" 2>&1 &
  children[$1]=$!
  await "$1" gateway "$DATA/gateway.log" "$gateway_url/healthz/live"
}
