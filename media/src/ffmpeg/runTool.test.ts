import { chmod, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { ffmpegPath } from './filePath.ts'
import { runTool } from './runTool.ts'

const path = temporaryFolder()

async function program(does: string): Promise<string> {
  await writeFile(path('ffmpeg'), `#!/bin/sh\n${does}\n`)
  await chmod(path('ffmpeg'), 0o755)
  return path('ffmpeg')
}

describe('runTool', () => {
  it('says of a process that was killed just that, not what it was to do', async () => {
    const killed = await program('kill -9 $$')
    const input = Array.from({ length: 100 }, () => new Uint8Array(10_000))
    for (const options of [{}, { input }]) {
      await expect(runTool(killed, ['-i', 'reference.mp4'], options)).rejects.toMatchObject({
        code: 'ffmpegStopped',
        message: expect.stringMatching(/ffmpeg was ended by the system \(SIGKILL\) before it was done\.$/),
        hint: expect.stringContaining('memory'),
      })
    }
  })

  it('says what keeps it from starting', async () => {
    await writeFile(path('no program'), '')
    await expect(runTool(path('no program'), [])).rejects.toMatchObject({
      code: 'ffmpegStopped',
      message: expect.stringContaining('could not be started (EACCES)'),
      hint: expect.stringMatching(/^Make sure that you may run /),
    })
  })

  it('passes on its last words without the paths in them, and how it ended where it has none', async () => {
    const file = ffmpegPath(path('corrupt\x1b\nreference.mp4'))
    const logged = file.replace('\x1b', '?')
    const failing = await program(`printf '%s\\n' "first" "${logged}: No space left" "Conversion failed!" >&2; exit 1`)
    const words = 'could not do it: first the file: No space left Conversion failed!'
    await expect(runTool(failing, ['-y', file])).rejects.toMatchObject({
      code: 'ffmpegFailed',
      message: expect.stringContaining(words),
    })
    await expect(runTool(await program(`exec yes ${'x'.repeat(9999)} 2>/dev/null`), [])).rejects.toThrow(
      /could not do it: it said more than can be read$/,
    )
    await expect(runTool(await program('exit 3'), [])).rejects.toMatchObject({
      message: expect.stringMatching(/could not do it: it ended with 3$/),
    })
  })
})
