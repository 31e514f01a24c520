# What can be done here. Variables of run: DATA, PORT, OPERATOR_PORT, GATEWAY_PORT, DEMO=0 (no demo data); of cluster: RUN=1 and the same, PG_PORT.
DATA ?= ./data
PORT ?= 8080
OPERATOR_PORT ?= 8081
GATEWAY_PORT ?= 4000
DEMO ?= 1
export DATA PORT OPERATOR_PORT GATEWAY_PORT DEMO

.PHONY: run test prove soak bench lint cluster images

run: ## node and gateway in the foreground, with a demo tenant
	@exec scripts/run.sh

test: ## every test; the last line counts them
	@exec scripts/test.sh

prove: ## the slow proofs: oracle and end to end; SUITE=name runs one, artifacts/prove.json reports
	@exec scripts/prove.sh

soak: ## the simulator from a random seed on until stopped; artifacts/soak.json has the seeds that failed
	@exec scripts/soak.sh

bench: ## the benchmarks; PARTS="name name" runs these, FULL=1 the sizes of the design; artifacts/bench.json reports
	@exec scripts/bench.sh $(PARTS)

lint: ## formatting and analyzers, nothing is changed
	@exec scripts/lint.sh

cluster: ## restores the Orleans edition and runs its tests; RUN=1 starts PostgreSQL, two silos and the gateway
	@exec scripts/cluster.sh

images: ## container images of server, gateway and silo
	@exec deploy/images.sh
