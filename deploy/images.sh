#!/usr/bin/env bash
# Builds images, tagged with the product's version: deploy/images.sh [server] [silo] [gateway]; without names all whose sources are here.
# BUILDER: docker, podman or buildah (the first that works). BUILD: further arguments, such as --build-arg RUNTIME=registry.example/aspnet:10.0.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
images=("$@")
if ((${#images[@]} == 0)); then
  images=(server gateway)
  [ ! -d src/CareKpi.Silo ] || images+=(silo)
fi

builder=${BUILDER:-}
if [ -z "$builder" ]; then
  if docker info > /dev/null 2>&1; then builder=docker
  elif command -v podman > /dev/null; then builder=podman
  elif command -v buildah > /dev/null; then builder=buildah
  else
    echo "Building images needs docker, podman or buildah." >&2
    exit 1
  fi
fi
# Health checks are not part of OCI's format.
format=()
[ "$builder" = docker ] || format=(--format docker)

for image in "${images[@]}"; do
  read -ra further <<< "${BUILD:-}"
  "$builder" build "${format[@]}" --file "deploy/$image.Dockerfile" --build-arg "VERSION=$version" --tag "carekpi/$image:$version" "${further[@]}" .
  echo "carekpi/$image:$version"
done
