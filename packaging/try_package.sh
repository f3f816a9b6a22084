#!/bin/sh
# Use a .deb as a new user would, in a bare Debian root without Python:   make package-test   or
#                                                                 packaging/try_package.sh [DEB [FOLDER]]
#
# As root, on Debian, with debootstrap; DEB is the newest in dist/, FOLDER build/bare-root unless they are named.
# FOLDER becomes the bare root; its tmp/ then holds three pictures of the window (w1.png as it opens, w2.png after
# the three questions, w3.png after a correction) and the exported labels.  Nothing outside FOLDER is changed.
set -eu
cd "$(dirname "$0")/.."
deb=${1:-$(ls -t dist/*.deb 2>/dev/null | head -1)} root=${2:-build/bare-root}

not_possible() {
    echo "The package cannot be tried here: $1" >&2
    exit 1
}
[ -r /etc/debian_version ] || not_possible "it is a Debian package, and this is no Debian."
[ -f "$deb" ] || not_possible "there is no .deb in dist/; make package builds one."
[ "$(id -u)" = 0 ] || not_possible "a bare root is made by root; run it with sudo."
[ -x "$root/usr/bin/dpkg" ] || command -v debootstrap >/dev/null || not_possible "debootstrap is missing; apt-get install debootstrap."
mkdir -p "$root"

mirror=$(awk '/^URIs:/ { print $2; exit } /^deb / { print $2; exit }' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
[ -x "$root/usr/bin/dpkg" ] || debootstrap --variant=minbase bookworm "$root" "$mirror"
cp -r /etc/apt/sources.list* /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/"
cp "$deb" "$root/tmp/shenton.deb"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
trap 'umount "$root/dev" "$root/proc"' EXIT
chroot "$root" sh -eu <<'INSIDE'
export DEBIAN_FRONTEND=noninteractive HOME=/root DISPLAY=:9
server='' program=''
trap 'kill -9 $program $server 2>/dev/null || true; wait' EXIT

window() {  # the number of a window by its title, once it is there
    for _ in $(seq 240); do
        found=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | head -1) && [ -n "$found" ] && echo "$found" && return
        sleep 0.5
    done
    echo "There is no window named $1." >&2
    exit 1
}

apt-get update -qq
apt-get install -y -qq --no-install-recommends xvfb xauth xdotool imagemagick libxcb-cursor0 libxcb-icccm4 \
    libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 /tmp/shenton.deb >/dev/null
! command -v python3 >/dev/null || echo "note: this root has a Python"
QT_QPA_PLATFORM=offscreen shenton self-test
rm -rf /tmp/home /tmp/labels
Xvfb :9 -screen 0 1600x1000x24 >/dev/null 2>&1 & server=$!
sleep 2
shenton --home /tmp/home & program=$!
window 'Welcome to Shenton' >/dev/null
sleep 5
import -window root /tmp/w1.png
for step in 1 2 3; do  # the first start asks three questions
    xdotool windowfocus --sync "$(window 'Welcome to Shenton')" key Return
    sleep 4
done
import -window root /tmp/w2.png
xdotool windowfocus --sync "$(window Shenton)" mousemove 700 500 click 1
sleep 2
xdotool key 2 sleep 2 key r sleep 2 key Return sleep 4
import -window root /tmp/w3.png
xdotool key ctrl+q
for _ in $(seq 60); do kill -0 $program 2>/dev/null || break; sleep 0.5; done
shenton export --home /tmp/home --out /tmp/labels
grep -q '"ao_class":"A2","side":"right"' /tmp/labels/labels.jsonl
shenton store check --home /tmp/home
apt-get remove -y -qq shenton >/dev/null
[ ! -e /opt/shenton/shenton ] && [ -s /tmp/home/data/shenton.sqlite -o -s /tmp/home/shenton.sqlite ]
echo "installed, opened, answered, corrected, exported, removed; the readings are still there"
INSIDE
