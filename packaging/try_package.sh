#!/bin/sh
# Use a .deb as a new user would, in a bare Debian root without Python:   packaging/try_package.sh DEB FOLDER
#
# As root, on Debian, with debootstrap.  FOLDER becomes the bare root; its tmp/ then holds three pictures of the window
# (w1.png as it opens, w2.png after the three questions, w3.png after a correction) and the exported labels.  Nothing outside FOLDER is changed.
set -eu
deb=$1 root=$2
mirror=$(awk '/^URIs:/ { print $2; exit } /^deb / { print $2; exit }' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
[ -x "$root/usr/bin/dpkg" ] || debootstrap --variant=minbase bookworm "$root" "$mirror"
cp -r /etc/apt/sources.list* /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/"
cp "$deb" "$root/tmp/shenton.deb"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
trap 'pkill -9 -f "Xvfb :9" || true; umount "$root/dev" "$root/proc"' EXIT
chroot "$root" sh -eu <<'INSIDE'
export DEBIAN_FRONTEND=noninteractive HOME=/root DISPLAY=:9
apt-get update -qq
apt-get install -y -qq --no-install-recommends xvfb xauth xdotool imagemagick libxcb-cursor0 libxcb-icccm4 \
    libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 /tmp/shenton.deb >/dev/null
! command -v python3 >/dev/null || echo "note: this root has a Python"
QT_QPA_PLATFORM=offscreen shenton self-test
rm -rf /tmp/home /tmp/labels
Xvfb :9 -screen 0 1600x1000x24 >/dev/null 2>&1 & server=$!
sleep 2
shenton --home /tmp/home & program=$!
sleep 15
import -window root /tmp/w1.png
for step in 1 2 3; do  # the first start asks three questions
    xdotool windowfocus --sync "$(xdotool search --onlyvisible --name 'Welcome to Shenton' | head -1)" key Return
    sleep 2
done
import -window root /tmp/w2.png
xdotool windowfocus --sync "$(xdotool search --onlyvisible --name Shenton | head -1)" mousemove 700 500 click 1
sleep 1
xdotool key 2 sleep 1 key r sleep 1 key Return sleep 2
import -window root /tmp/w3.png
xdotool key ctrl+q
sleep 2
kill $program 2>/dev/null || true
shenton export --home /tmp/home --out /tmp/labels
grep -q '"ao_class":"A2","side":"right"' /tmp/labels/labels.jsonl
shenton store check --home /tmp/home
apt-get remove -y -qq shenton >/dev/null
[ ! -e /opt/shenton/shenton ] && [ -s /tmp/home/data/shenton.sqlite -o -s /tmp/home/shenton.sqlite ]
echo "installed, opened, answered, corrected, exported, removed; the readings are still there"
kill $server 2>/dev/null || true
INSIDE
