#!/bin/sh
# Set up Shenton in .venv beside the code.   usage: packaging/setup.sh run|test|packages
#
# As root on Debian it installs the system libraries that Qt needs; otherwise it prints the line to run.
# `run` installs the viewer and ONNX Runtime (the `gpu` build where an NVIDIA driver is present, else
# `cpu`); `test` adds the training room and the tools that the tests use.
# `packages` only prints the names of the Debian packages that `test` needs, `packages run` those of `run`.
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
venv=.venv

say() { printf 'shenton: %s\n' "$*"; }
fail() { printf 'shenton: %s\n' "$*" >&2; exit 1; }

# --- system libraries ------------------------------------------------------------------------------
libraries="libgl1 libegl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
[ -n "${DISPLAY:-}" ] && libraries="$libraries libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
[ -n "${WAYLAND_DISPLAY:-}" ] && libraries="$libraries libwayland-client0 libwayland-cursor0 libwayland-egl1"
case "$what${2:-}" in test | packages) libraries="$libraries dcmtk dicom3tools orthanc orthanc-dicomweb fonts-noto-cjk" ;; esac
if [ "$what" = packages ]; then
    echo "$libraries"
    exit 0
fi

missing_libraries() {
    for name in $libraries; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' ||
            dpkg-query -W -f '${Status}' "${name}t64" 2>/dev/null | grep -q 'ok installed' ||
            printf '%s ' "$name"
    done
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || fail "install these with your system's package manager: $*"
    if [ "$(id -u)" = 0 ]; then
        say "installing system packages: $*"
        { apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; } ||
            fail "apt-get could not install them; is there a network?"
    else
        say "these system packages are missing: $*"
        fail "run this, then try again:  sudo apt-get install -y $*"
    fi
}

if command -v dpkg-query >/dev/null 2>&1; then
    missing=$(missing_libraries)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing
fi

# --- Python ----------------------------------------------------------------------------------------
python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name
            break
        fi
    done
fi
if [ -z "$python" ] && command -v apt-get >/dev/null 2>&1; then
    install_packages python3 python3-venv
    python=python3
fi
[ -n "$python" ] || fail "Python 3.11 or newer is needed; install it, then try again"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed"

# A link is another checkout's environment: used as it is, never cleared and never installed into.
if [ -L "$venv" ]; then
    [ -x "$venv/bin/python" ] || fail "$venv is a link to no environment; remove it, then try again"
    exit 0
fi

# An environment that was moved, half made, or whose Python is gone is made anew.
whole() {
    [ -x "$venv/bin/python" ] || return 1
    [ ! -f "$venv/.shenton-place" ] || [ "$(cat "$venv/.shenton-place")" = "$PWD" ] || return 1
    [ -f "$venv/.shenton-run" ] || "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
        "$venv/bin/python" -m ensurepip >/dev/null 2>&1
}

if ! whole; then
    "$python" -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
    say "creating $venv"
    "$python" -m venv --clear "$venv"
fi
[ -f "$venv/.shenton-place" ] || printf '%s' "$PWD" >"$venv/.shenton-place"

# --- Python packages -------------------------------------------------------------------------------
runtime=cpu
if [ -e /proc/driver/nvidia/version ] || { command -v nvidia-smi >/dev/null 2>&1 && nvidia-smi -L >/dev/null 2>&1; }; then
    runtime=gpu
fi
runtime=${SHENTON_RUNTIME:-$runtime}

stamp() { printf '%s %s %s' "$1" "$runtime" "$(cksum <pyproject.toml)"; }
done_already() { [ -f "$venv/.shenton-$1" ] && [ "$(cat "$venv/.shenton-$1")" = "$(stamp "$1")" ]; }
pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@"; }
get() { pip install -q "$@" || fail "pip could not install what is needed; the first set-up needs a network"; }

if ! done_already run; then
    say "installing the viewer with ONNX Runtime ($runtime); this takes a minute or two"
    get --upgrade 'pip>=25.1'
    # onnxruntime and onnxruntime-gpu provide the same package: never both
    other=onnxruntime-gpu
    [ "$runtime" = gpu ] && other=onnxruntime
    if pip show -q "$other" 2>/dev/null; then pip uninstall -q -y "$other"; fi
    get -e ".[$runtime]"
    stamp run >"$venv/.shenton-run"
fi

if [ "$what" = test ] && ! done_already test; then
    say "installing the training room and the test tools; this takes a few minutes"
    # torch first and pinned: an unpinned torch would bring gigabytes of CUDA packages
    # --no-compile: Python compiles what is imported, which is a part of these twenty thousand files
    get --no-compile 'torch==2.13.0'
    get --no-compile -e '.[train]' --group dev
    stamp test >"$venv/.shenton-test"
fi
