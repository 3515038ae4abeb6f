import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { beforeAll, describe, expect, it } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'

const path = temporaryFolder()
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const quick = ['--seconds', '0.2', '--preset', 'ultrafast', '--json']
const stitch = (...args: string[]) =>
  execa(process.execPath, [main, 'stitch', path('clip.mp4'), '--out', path('film.mp4'), ...quick, ...args], {
    reject: false,
    env: { XDG_CACHE_HOME: path('cache'), LOCALAPPDATA: path('cache') },
  })

describe('media stitch', () => {
  beforeAll(() => counterClip(path('clip.mp4'), { frames: 12 }))

  it('keeps what it encoded for the next time, where it is told to or in the user’s cache, unless it shall not', async () => {
    const reused = async (...args: string[]) => JSON.parse((await stitch(...args)).stdout).reusedSegments
    expect(await reused('--no-cache')).toBe(0)
    expect(await reused('--cache', path('own'))).toBe(0)
    expect(await reused('--cache', path('own'))).toBe(1)
    expect(await readdir(path('own'))).toHaveLength(1)
    if (process.platform === 'darwin') return
    expect(await reused()).toBe(0)
    expect(await reused()).toBe(1)
  })

  it('takes no offset without music', async () => {
    const { exitCode, stderr } = await stitch('--music-offset', '9')
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('no music') })
  })

  it('says in words and in JSON what of the curve the clip cannot follow', async () => {
    const { stdout, stderr } = await stitch('--no-cache', '--easing', '0.68,-0.6,0.32,1.6')
    expect(JSON.parse(stdout)).toMatchObject({ frames: 12, warnings: [expect.stringContaining('first or last frame')] })
    expect(stderr).toContain('first or last frame')
    expect((await stitch('--no-cache', '--easing', 'ease')).stderr).not.toContain('easing')
  })
})
