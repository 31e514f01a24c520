# The embedded server: API and operators' calls over SQLite or PostgreSQL, with carekpi beside it.
# Built from the repository's root by deploy/images.sh, which gives VERSION. SDK and RUNTIME may be images of your own registry.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled

FROM ${SDK} AS build
ARG TARGETARCH=amd64
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/CareKpi.Kpis/CareKpi.Kpis.csproj src/CareKpi.Kpis/
COPY src/CareKpi.Engine/CareKpi.Engine.csproj src/CareKpi.Engine/
COPY src/CareKpi.Storage/CareKpi.Storage.csproj src/CareKpi.Storage/
COPY src/CareKpi.Api/CareKpi.Api.csproj src/CareKpi.Api/
COPY src/CareKpi.Server/CareKpi.Server.csproj src/CareKpi.Server/
COPY src/CareKpi.Cli/CareKpi.Cli.csproj src/CareKpi.Cli/
# Packages first: a change of sources restores nothing.
RUN dotnet restore src/CareKpi.Server -a ${TARGETARCH} && dotnet restore src/CareKpi.Cli -a ${TARGETARCH}
COPY src/CareKpi.Kpis src/CareKpi.Kpis
COPY src/CareKpi.Engine src/CareKpi.Engine
COPY src/CareKpi.Storage src/CareKpi.Storage
COPY src/CareKpi.Api src/CareKpi.Api
COPY src/CareKpi.Server src/CareKpi.Server
COPY src/CareKpi.Cli src/CareKpi.Cli
# carekpi first: what both bring is the same, and the node's own files stay.
RUN dotnet publish src/CareKpi.Cli -c Release -a ${TARGETARCH} --no-restore --no-self-contained -o /app -p:RunAnalyzers=false -p:DebugType=none \
 && dotnet publish src/CareKpi.Server -c Release -a ${TARGETARCH} --no-restore --no-self-contained -o /app -p:RunAnalyzers=false -p:DebugType=none \
 && mkdir -p /empty

FROM ${RUNTIME}
ARG VERSION
LABEL org.opencontainers.image.title="carekpi/server" \
      org.opencontainers.image.description="CareKpi node for one machine" \
      org.opencontainers.image.version="${VERSION}"
WORKDIR /app
COPY --from=build /app /app
# Volumes take their owner from here; the runtime image has no shell to make folders with.
COPY --from=build --chown=1654:1654 /empty /data
COPY --from=build --chown=1654:1654 /empty /backup
# The root filesystem may be read-only: only /data, /backup and /tmp are written.
ENV ASPNETCORE_URLS=http://+:8080 \
    CareKpi__OperatorUrls=http://+:8081 \
    CareKpi__DataDirectory=/data \
    CareKpi__BackupDirectory=/backup \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080 8081
VOLUME /data
USER 1654:1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/carekpi", "health"]
ENTRYPOINT ["/app/CareKpi.Server"]
