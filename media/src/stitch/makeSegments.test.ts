import { readdir, readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { hashFile } from '../files/hashFile.ts'
import { type Film, stitchFilm } from './stitchFilm.ts'
import type { StitchFilmOptions } from './stitchOptions.ts'

const path = temporaryFolder()
const clips = () => ['a', 'b', 'c', 'd', 'e'].map((name) => path(`${name}.mp4`))

async function film(options: Partial<StitchFilmOptions> = {}): Promise<Film> {
  const quick = { secondsPerClip: 0.2, preset: 'ultrafast', clips: clips(), out: path('film.mp4') } as const
  return stitchFilm({ ...quick, cache: path('cache'), ...options })
}

/** How often FFmpeg encoded since the last time that this was asked. */
async function encodes(): Promise<number> {
  const log = await readFile(path('log'), 'utf8').catch(() => '')
  await writeFile(path('log'), '')
  return log.split('libx264').length - 1
}

/** Stitches again, says how many clips were encoded for it, and that its film is what a machine without a cache makes. */
async function recut(options: Partial<StitchFilmOptions>): Promise<number> {
  await encodes()
  const { reusedSegments } = await film(options)
  const made = await hashFile(path('film.mp4'))
  const encoded = await encodes()
  expect(encoded + reusedSegments).toBe(options.clips?.length ?? 5)
  await film({ ...options, cache: undefined, out: path('fresh.mp4') })
  expect(await hashFile(path('fresh.mp4'))).toBe(made)
  return encoded
}

describe('a film that is cut again', () => {
  beforeAll(async () => {
    const { stdout: ffmpeg } = await execa('sh', ['-c', 'command -v ffmpeg'])
    await execa('mkdir', [path('bin')])
    const counting = `#!/bin/sh\necho "$@" | tr '\\n' ' ' >> ${path('log')}\nexec ${ffmpeg} "$@"\n`
    await writeFile(path('bin/ffmpeg'), counting, { mode: 0o755 })
    for (const [index, clip] of clips().entries()) await counterClip(clip, { frames: 20 + index })
    await counterClip(path('f.mp4'), { frames: 30 })
    vi.stubEnv('PATH', `${path('bin')}:${process.env.PATH}`)
    expect(await film()).toMatchObject({ frames: 60, reusedSegments: 0, warnings: [] })
    expect(await encodes()).toBe(5)
  })
  afterAll(() => void vi.unstubAllEnvs())

  it('encodes one clip of five when that changed, and none when only the order or the names did', async () => {
    const [a = '', b = '', c = '', d = '', e = ''] = clips()
    expect(await recut({ clips: [a, b, path('f.mp4'), d, e] })).toBe(1)
    await writeFile(path('other name.mp4'), await readFile(c))
    expect(await recut({ clips: [e, path('other name.mp4'), a] })).toBe(0)
  })

  it('encodes for a loop what ends in its beginning, and that again when the beginning changes', async () => {
    const [a = '', b = '', c = ''] = clips()
    expect(await recut({ loop: true, clips: [a, b, c] })).toBe(1)
    expect(await recut({ loop: true, clips: [b, a, c] })).toBe(1)
    await encodes()
    expect(await film({ loop: true, clips: [a, b, c] })).toMatchObject({ reusedSegments: 3 })
    expect(await encodes()).toBe(0)
  })

  it('encodes again where a setting changed that shows', async () => {
    const changes = [{ crf: 20 }, { easing: 'linear' }, { preset: 'superfast' }, { fps: 30 }, { motion: 'compensate' }]
    for (const change of changes as Partial<StitchFilmOptions>[]) {
      const { reusedSegments } = await film({ clips: clips().slice(0, 1), ...change })
      expect(reusedSegments, JSON.stringify(change)).toBe(0)
    }
  })

  it('notices a damaged segment, and makes it again', async () => {
    const clip = clips().slice(0, 1)
    await film({ clips: clip, cache: path('damaged') })
    const [name = ''] = await readdir(path('damaged'))
    const bytes = await readFile(path(`damaged/${name}`))
    bytes[bytes.length >> 1] = ~(bytes[bytes.length >> 1] ?? 0)
    await writeFile(path(`damaged/${name}`), bytes)
    expect(await recut({ clips: clip, cache: path('damaged') })).toBe(1)
    expect(await film({ clips: clip, cache: path('damaged') })).toMatchObject({ reusedSegments: 1 })
  })

  it('shares a cache with another that is cut at the same time', async () => {
    const both = [path('both 1.mp4'), path('both 2.mp4')]
    const shared = { clips: clips().slice(0, 3), cache: path('shared') }
    await Promise.all(both.map((out) => film({ ...shared, out })))
    expect(await readFile(both[0] ?? '')).toEqual(await readFile(both[1] ?? ''))
    expect(await readdir(path('shared'))).toHaveLength(3)
    expect(await film(shared)).toMatchObject({ reusedSegments: 3 })
  })

  it('is made all the same where nothing can be kept, and says so', async () => {
    await writeFile(path('no folder'), '')
    const { warnings } = await film({ clips: clips().slice(0, 1), cache: path('no folder/cache') })
    expect(warnings).toEqual([
      expect.stringMatching(/^Not every clip was cached: .*cache cannot be written: a part of its path is a file\.$/),
    ])
  })
})
