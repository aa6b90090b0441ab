#!/usr/bin/env bash
# Checks the scripts with shellcheck (Debian: shellcheck).
set -euo pipefail

cd "$(dirname "$0")/../../.."
command -v shellcheck >/dev/null || { echo "shellcheck is not installed: apt-get install shellcheck" && exit 1; }
mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
shellcheck -x --severity=warning "${scripts[@]}"
echo "ok: shellcheck, ${#scripts[@]} scripts"
# part:github
# And the workflows.
.github/actionlint.sh
# end:github
