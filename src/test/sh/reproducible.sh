#!/usr/bin/env bash
# Builds this checkout again in another folder and compares the jars byte for byte.
set -euo pipefail

cd "$(dirname "$0")/../../.."
[ -f target/polyloop.jar ] || mvn -B -q package -DskipTests
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$copy"
(cd "$copy" && mvn -B -q package -DskipTests)
cmp target/polyloop.jar "$copy/target/polyloop.jar"
echo "ok: two builds give the same polyloop.jar, $(sha256sum <target/polyloop.jar | cut -c1-16)"
