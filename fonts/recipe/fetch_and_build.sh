#!/bin/bash
# Fetch the pinned sources from Debian bookworm, npm and PyPI, then build the fonts into the packages beside this folder.  Usage: fetch_and_build.sh WORKDIR
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd); mkdir -p "$1"; cd "$1"
apt-get download fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-core=20201225-1
for d in fonts-noto-*.deb; do dpkg-deb -x "$d" deb; done
mkdir -p npm
for p in source-serif@4.5.1 @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-mono@0.4.2 \
         @expo-google-fonts/noto-sans-math@0.4.2 @expo-google-fonts/noto-sans-symbols-2@0.4.1 @expo-google-fonts/stix-two-math@0.4.0 \
         @expo-google-fonts/noto-emoji@0.4.7; do
  t=$(npm pack --silent "$p"); n=${p%@*}; n=${n##*/}; mkdir -p "npm/$n"; tar xzf "$t" -C "npm/$n"
done
python3 -m venv venv && venv/bin/pip -q install fonttools==4.68.0
venv/bin/python "$HERE/build_fonts.py" . "$HERE/.."
(cd "$HERE/.." && sha256sum -c SHA256SUMS)
