# The gateway: GraphQL, sign-in, dashboard and widgets.
# Built from the repository's root by deploy/images.sh, which gives VERSION. NODE and RUNTIME may be images of your own registry.
ARG NODE=docker.io/library/node:24-bookworm-slim
ARG RUNTIME=docker.io/library/debian:bookworm-slim

FROM ${NODE} AS build
WORKDIR /source
COPY .npmrc ./
COPY src/gateway/package.json src/gateway/package-lock.json src/gateway/
COPY src/web/package.json src/web/package-lock.json src/web/
# Packages first: a change of sources installs nothing.
RUN cd src/gateway && npm ci --no-fund --no-audit --loglevel=error \
 && cd ../web && npm ci --no-fund --no-audit --loglevel=error
COPY src/gateway src/gateway
COPY src/web src/web
RUN cd src/gateway && npm run --silent build && npm prune --omit=dev --no-fund --no-audit --loglevel=error \
 && cd ../web && npm run --silent build
# Beside each other as in the sources, so that the gateway finds the dashboard where it always does.
RUN mkdir -p /app/gateway /app/web \
 && cp -r src/gateway/dist src/gateway/documents src/gateway/node_modules src/gateway/package.json src/gateway/pages src/gateway/schema.graphql /app/gateway/ \
 && cp -r src/web/dist /app/web/ \
 && cp "$(command -v node)" /app/node

FROM ${RUNTIME}
ARG VERSION
LABEL org.opencontainers.image.title="carekpi/gateway" \
      org.opencontainers.image.description="CareKpi GraphQL gateway, dashboard and widgets" \
      org.opencontainers.image.version="${VERSION}"
WORKDIR /app/gateway
# The runtime alone: no npm, no compiler.
COPY --from=build /app /app
# The root filesystem may be read-only: with CAREKPI_ID_KEY nothing is written.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000
EXPOSE 4000
USER 1654:1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["/app/node", "-e", "fetch('http://127.0.0.1:4000/healthz/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/node", "--enable-source-maps", "dist/main.js"]
