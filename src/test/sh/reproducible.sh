#!/usr/bin/env bash
# Builds this checkout twice, in two folders, and compares the jars byte for byte.
set -euo pipefail

cd "$(dirname "$0")/../../.."
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
for build in first second; do
  mkdir "$copies/$build"
  git ls-files -z | tar --null --files-from=- --create | tar --extract --directory "$copies/$build"
  (cd "$copies/$build" && mvn -B -q package -DskipTests)
done
cmp "$copies/first/target/polyloop.jar" "$copies/second/target/polyloop.jar"
echo "ok: two builds give the same polyloop.jar, $(sha256sum <"$copies/first/target/polyloop.jar" | cut -c1-16)"
