#!/bin/sh
# Everything that Shenton needs, as one archive for computers without a network:  make wheelhouse [ARGS=train]
# The other computer needs the same system and the same Python (3.11, 3.12, ...), with venv.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
[ -x "$python" ] || python=.venv/Scripts/python.exe  # Windows, by the sh of Git
extras=cpu
[ "${1:-}" = train ] && extras=cpu,train
version=$($python -c 'import inference; print(inference.__version__)')
name=shenton-$version-wheelhouse
place=${DIST:-dist}
house=$place/$name
rm -rf "$house"
mkdir -p "$house/wheels"
pip() { $python -m pip --disable-pip-version-check "$@"; }
pip wheel -q --no-deps -w "$house/wheels" .
set -- "$(ls "$house"/wheels/shenton-*.whl)[$extras]"
# pinned in the same breath: an unpinned torch would be a second one, with gigabytes of CUDA packages
[ "$extras" = cpu ] || set -- "$@" "${TORCH:-torch==2.13.0}"
pip download -q --only-binary :all: -d "$house/wheels" --find-links "$house/wheels" "$@"
cat >"$house/install.sh" <<'SCRIPT'
#!/bin/sh
# Install Shenton from this folder, without a network:  sh install.sh PLACE
set -eu
place=${1:?say where: sh install.sh PLACE}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
if command -v sha256sum >/dev/null; then sums=sha256sum; else sums='shasum -a 256'; fi  # macOS
(cd "$here" && $sums --quiet --check SHA256SUMS) || { echo "install: a file was altered; get the archive again" >&2; exit 1; }
"$python" -m venv "$place"
"$place/bin/python" -m pip install --no-index --find-links "$here/wheels" "shenton[$(cat "$here/extras")]"
QT_QPA_PLATFORM=offscreen "$place/bin/shenton" self-test
echo "Start it with $place/bin/shenton"
SCRIPT
awk '{ printf "%s\r\n", $0 }' >"$house/install.cmd" <<'SCRIPT'
@echo off
rem Install Shenton from this folder, without a network:  install.cmd PLACE
if "%~1"=="" (
  echo install: say where: install.cmd PLACE
  exit /b 1
)
set /p extras=<"%~dp0extras"
py -3 "%~dp0check.py" || exit /b 1
py -3 -m venv "%~1" || exit /b 1
"%~1\Scripts\python" -m pip install --no-index --find-links "%~dp0wheels" "shenton[%extras%]" || exit /b 1
set QT_QPA_PLATFORM=offscreen
"%~1\Scripts\shenton" self-test || exit /b 1
echo Start it with "%~1\Scripts\shenton"
SCRIPT
cat >"$house/check.py" <<'SCRIPT'
"""Whether each file is what SHA256SUMS says: for Windows, which has no such command."""
import hashlib, pathlib, sys

here = pathlib.Path(__file__).resolve().parent
for line in (here / "SHA256SUMS").read_text("utf8").splitlines():
    digest, name = line.split(maxsplit=1)
    file = here / name.lstrip("*")  # the sh of Git marks binary files so
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        sys.exit("install: a file was altered; get the archive again")
SCRIPT
printf '%s' "$extras" >"$house/extras"
if command -v sha256sum >/dev/null; then sums=sha256sum; else sums='shasum -a 256'; fi  # macOS
(cd "$house" && find . -type f ! -name SHA256SUMS | sort | xargs $sums >SHA256SUMS)
tar -C "$place" -cf "$house.tar" "$name"
echo "$house.tar"
