# A node of the cluster: the same API over Orleans and PostgreSQL, with carekpi beside it.
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
COPY src/CareKpi.Silo/CareKpi.Silo.csproj src/CareKpi.Silo/
COPY src/CareKpi.Cli/CareKpi.Cli.csproj src/CareKpi.Cli/
# Packages first: a change of sources restores nothing.
RUN dotnet restore src/CareKpi.Silo -a ${TARGETARCH} && dotnet restore src/CareKpi.Cli -a ${TARGETARCH}
COPY src/CareKpi.Kpis src/CareKpi.Kpis
COPY src/CareKpi.Engine src/CareKpi.Engine
COPY src/CareKpi.Storage src/CareKpi.Storage
COPY src/CareKpi.Api src/CareKpi.Api
COPY src/CareKpi.Silo src/CareKpi.Silo
COPY src/CareKpi.Cli src/CareKpi.Cli
# carekpi first: what both bring is the same, and the node's own files stay.
RUN dotnet publish src/CareKpi.Cli -c Release -a ${TARGETARCH} --no-restore --no-self-contained -o /app -p:RunAnalyzers=false -p:DebugType=none \
 && dotnet publish src/CareKpi.Silo -c Release -a ${TARGETARCH} --no-restore --no-self-contained -o /app -p:RunAnalyzers=false -p:DebugType=none

FROM ${RUNTIME}
ARG VERSION
LABEL org.opencontainers.image.title="carekpi/silo" \
      org.opencontainers.image.description="CareKpi node of a cluster" \
      org.opencontainers.image.version="${VERSION}"
WORKDIR /app
COPY --from=build /app /app
# The root filesystem may be read-only: only /tmp is written.
ENV ASPNETCORE_URLS=http://+:8080 \
    CareKpi__OperatorUrls=http://+:8081 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080 8081 11111
USER 1654:1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/carekpi", "health"]
ENTRYPOINT ["/app/CareKpi.Silo"]
