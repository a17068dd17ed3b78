#!/bin/sh
# Build, lint, test and pack the extension into fact-check.vsix; needs node and npm.
set -eu
cd "$(dirname "$0")"
npm install --no-audit --no-fund --silent
npm run --silent lint
npm test --silent
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/extension"
cp package.json README.md "$work/extension/"
cp ../../LICENSE "$work/extension/LICENSE.txt"
mkdir "$work/extension/out"
npx --no-install esbuild src/extension.ts --bundle --platform=node --format=cjs --external:vscode --minify \
    --log-level=warning --outfile="$work/extension/out/extension.js"
cp vsix/extension.vsixmanifest "$work/"
cp "vsix/[Content_Types].xml" "$work/"
rm -f fact-check.vsix
python3 - "$work" fact-check.vsix <<'PACK'
import sys, zipfile
from pathlib import Path
root = Path(sys.argv[1])
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as pack:
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        pack.write(file, file.relative_to(root))
PACK
echo "editors/vscode/fact-check.vsix"
