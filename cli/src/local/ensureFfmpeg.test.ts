import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureFfmpeg } from './ensureFfmpeg.ts'

let bin: string
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'bin-'))
})
afterEach(() => rmSync(bin, { recursive: true }))

function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, name), 0o755)
}

function ffmpeg(version: string, encoder = 'libx264'): void {
  for (const name of ['ffmpeg', 'ffprobe'])
    program(name, `echo "${name} version ${version} Copyright"; echo " V..... ${encoder}"`)
}

const ensure = (isRoot = true) => ensureFfmpeg({ env: { PATH: bin }, isRoot, interactive: false })

it('does nothing where a good one is there', async () => {
  ffmpeg('5.1.6-0+deb12u1')
  program('apt-get', `/bin/touch ${bin}/called`)
  await ensure()
  await expect(import('node:fs').then(({ existsSync }) => existsSync(join(bin, 'called')))).resolves.toBe(false)
})

it('installs it unattended for root, package lists first', async () => {
  const installed = 'for p in ffmpeg ffprobe; do printf "#!/bin/sh\\necho $p version 6.0; echo libx264\\n" >'
  program(
    'apt-get',
    `case "$1" in update) : > ${bin}/lists;; install) [ -e ${bin}/lists ] || exit 100; ${installed} ${bin}/$p; /bin/chmod +x ${bin}/$p; done;; esac`,
  )
  await ensure()
})

it('says exactly what to type where it may not install', async () => {
  program('apt-get', 'exit 1')
  await expect(ensure(false)).rejects.toThrow(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg',
  )
})

it('says what failed', async () => {
  program('apt-get', 'echo no network >&2; exit 100')
  await expect(ensure()).rejects.toThrow('This failed: apt-get update && apt-get install')
})

it('knows a version that is too old and a build without the encoder', async () => {
  ffmpeg('4.3.1')
  await expect(ensure()).rejects.toThrow('FFmpeg 4 is installed; 5 or later is needed.')
  ffmpeg('N-118000-gabc', 'libopenh264')
  await expect(ensure()).rejects.toThrow('no H.264 encoder')
  ffmpeg('N-118000-gabc')
  await ensure()
})
