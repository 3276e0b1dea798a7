#!/bin/sh
# Succeed where npm and Node.js 18 or newer are on the path.
command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node, 10) >= 18 ? 0 : 1)' 2>/dev/null
