import { chmod, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { installCommand } from './ffmpegMissing.ts'
import { requireFfmpeg } from './requireFfmpeg.ts'

const path = temporaryFolder()

async function program(name: string, says: string): Promise<string> {
  await writeFile(path(name), `#!/bin/sh\ncat <<'END'\n${says}\nEND\n`)
  await chmod(path(name), 0o755)
  return path(name)
}

describe('requireFfmpeg', () => {
  it('finds the one that is installed', async () => {
    expect(await requireFfmpeg()).toMatch(/^(n?\d+\.|N-)/)
  })

  it('says what to type when it is missing or too old, or cannot encode', async () => {
    const ffprobe = await program('ffprobe', 'ffprobe version 6.0')
    const missing = requireFfmpeg({ ffmpeg: path('nothing'), ffprobe })
    await expect(missing).rejects.toMatchObject({ code: 'ffmpegMissing', hint: expect.stringContaining('install') })
    const old = await program('old', 'ffmpeg version 4.4.2-0ubuntu0.22.04.1 libx264')
    await expect(requireFfmpeg({ ffmpeg: old, ffprobe })).rejects.toMatchObject({ code: 'ffmpegTooOld' })
    const bare = await program('bare', 'ffmpeg version n7.1')
    await expect(requireFfmpeg({ ffmpeg: bare, ffprobe })).rejects.toMatchObject({
      message: expect.stringMatching(/H\.264/),
    })
    const fresh = await program('fresh', 'ffmpeg version N-118000-gabc libx264')
    expect(await requireFfmpeg({ ffmpeg: fresh, ffprobe })).toBe('N-118000-gabc')
  })

  it('knows the platforms', () => {
    expect(installCommand('darwin')).toBe('brew install ffmpeg')
    expect(installCommand('win32')).toContain('winget')
  })
})
