#!/bin/sh
# Start the viewer; without a display do the same main job and leave its pictures in a folder.
set -eu
cd "$(dirname "$0")/.."
without_window() {
    echo "shenton: no display; doing the main job without a window"
    QT_QPA_PLATFORM=offscreen exec .venv/bin/shenton demo --out "${OUT:-demo-out}" "$@"
}
[ "$(uname)" = Linux ] || exec .venv/bin/shenton "$@"
[ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || without_window "$@"
status=0
.venv/bin/shenton "$@" || status=$?
[ "$status" -ne 2 ] || without_window "$@" # 2: no window can be shown, for instance by a display that is gone
exit "$status"
