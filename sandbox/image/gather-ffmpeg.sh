#!/bin/sh
# gather-ffmpeg.sh FOLDER: copies this system's ffmpeg and ffprobe, all libraries that they load, and the loader, into `bin` and
# `lib/ffmpeg` of a new folder. What comes out runs on any Linux of the same processor, whatever its own C library is.
set -eu

mkdir -p "$1/bin" "$1/lib/ffmpeg"
cd "$1"
for name in ffmpeg ffprobe; do
  program=$(readlink -f "$(command -v "$name")")
  cp "$program" "lib/ffmpeg/$name"
  if ldd "$program" | grep 'not found' >&2; then exit 1; fi
  # Its lines: `libx.so.1 => /lib/libx.so.1 (0x7f…)`, and for the loader `/lib64/ld-linux-x86-64.so.2 (0x7f…)`.
  ldd "$program" | sed -n 's/^.*[[:space:]]\(\/[^ ]*\) (0x[0-9a-f]*)$/\1/p' >>libraries
  cat >"bin/$name" <<END
#!/bin/sh
lib="\${0%/*}/../lib/ffmpeg"
exec "\$lib/ld-linux-x86-64.so.2" --inhibit-cache --library-path "\$lib" "\$lib/$name" "\$@"
END
  chmod 755 "bin/$name"
done
sort -u libraries | while read -r library; do cp -L "$library" lib/ffmpeg/; done
rm libraries

bin/ffprobe -version | head -n 1
bin/ffmpeg -hide_banner -encoders | grep libx264
