#!/usr/bin/env bash
# Checks the types of src/main/ts and src/main/js, and bundles each file of src/main/ts into src/main/js/ts.
# With --watch=forever it then bundles a file whenever it changes.
set -euo pipefail

cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --silent
for bundle in ../js/ts/*.js; do
  [ -e "$(basename "$bundle" .js).ts" ] || rm -f "$bundle"
done
npm run --silent build -- "$@"
