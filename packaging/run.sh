#!/bin/sh
# Start the viewer; without a display do the same main job and leave its pictures in a folder.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    echo "shenton: no display; doing the main job without a window"
    QT_QPA_PLATFORM=offscreen exec .venv/bin/shenton demo --out "${OUT:-demo-out}" "$@"
fi
exec .venv/bin/shenton "$@"
