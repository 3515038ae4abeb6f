import { readdir, readlink } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'

const path = temporaryFolder()
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const stitch = (...args: string[]) =>
  execa(process.execPath, [main, 'stitch', path('clip.mp4'), '--no-cache', ...args], { reject: false })

/** Processes that work in a folder below `folder`. */
async function workingIn(folder: string): Promise<number[]> {
  const found = []
  for (const pid of await readdir('/proc')) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    if (cwd.startsWith(`${folder}/`)) found.push(Number(pid))
  }
  return found
}

describe.runIf(process.platform === 'linux')('a stitch that is killed', () => {
  it('leaves no process, and its folder to the next one, which removes it', async () => {
    await counterClip(path('clip.mp4'), { frames: 60, width: 640, height: 360 })
    const out = path('films/film.mp4')
    const run = stitch('--out', out, '--seconds', '30', '--preset', 'slower')
    await expect.poll(() => workingIn(path('films')), { timeout: 20_000 }).toHaveLength(1)
    const [ffmpeg = 0] = await workingIn(path('films'))
    expect(process.kill(ffmpeg, 0)).toBe(true)
    run.kill('SIGKILL')
    await run
    await expect.poll(() => workingIn(path('films')), { timeout: 20_000 }).toEqual([])
    const [left = '', ...more] = await readdir(path('films'))
    expect(left).toMatch(/^\.media-/)
    expect(more).toEqual([])
    const next = await stitch('--out', path('films/next.mp4'), '--seconds', '0.1', '--preset', 'ultrafast')
    expect(next.exitCode).toBe(0)
    expect(await readdir(path('films'))).toEqual(['next.mp4'])
  })
})
