import { rmSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { counterClip, readBits } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { workFolder } from '../../test/workFolder.ts'
import { probeMedia } from '../probe/probeMedia.ts'
import { stitchFilm } from './stitchFilm.ts'
import type { Progress } from './stitchProgress.ts'

const path = temporaryFolder()
const quick = { preset: 'ultrafast', crf: 10 } as const

describe('stitchFilm', () => {
  it('mixes neighbours by their nearness in the slow parts', async () => {
    await counterClip(path('slow.mp4'), { frames: 4, fps: '4' })
    await stitchFilm({
      clips: [path('slow.mp4')],
      out: path('slow-film.mp4'),
      easing: 'linear',
      fps: 30,
      secondsPerClip: 1,
      ...quick,
    })
    const bits = await readBits(path('slow-film.mp4'))
    // From frame 0 (00) to 1 (01) only the lowest bit's column brightens, a tenth of the way at each step.
    for (let i = 0; i < 10; i++) expect(bits[i]?.[0], `output frame ${i}`).toBeCloseTo(i / 10, 1)
    expect(bits[15]?.[0]).toBeCloseTo(0.5, 1)
    expect(bits[15]?.[1]).toBeCloseTo(0.5, 1)
  })

  it('joins clips of other sizes, rates and sounds into one film of the first one’s even size', async () => {
    await mkdir(path('-dir $(x) "q"'))
    const first = path('-dir $(x) "q"/-a;%d\n[1].mp4')
    const out = path('-dir $(x) "q"/film\'s.mp4')
    await counterClip(first, { frames: 24, width: 161, height: 97, output: ['-pix_fmt', 'yuv444p'] })
    const tone = ['-f', 'lavfi', '-i', 'sine=d=3', '-map', '0:v', '-map', '1:a', '-c:a', 'aac']
    await counterClip(path('b.mp4'), { frames: 30, fps: '30', width: 320, height: 96, inputs: tone })
    await counterClip(path('c.mp4'), { frames: 1 })
    await counterClip(path('tall.mp4'), { frames: 12, width: 96, height: 160 })
    await turnClip(path('tall.mp4'), path('turned.mp4'))
    const seen: Progress[] = []
    const clips = [first, path('b.mp4'), path('c.mp4'), path('turned.mp4')]
    const film = await stitchFilm({ clips, out, secondsPerClip: 0.5, onProgress: (at) => seen.push(at), ...quick })
    const made = { file: out, frames: 120, durationSeconds: 2, fps: 60, width: 160, height: 96 }
    const shape = 'b.mp4 (320×96) has another shape than the film (160×96): 50 % of its width is cut off.'
    expect(film).toEqual({ ...made, reusedSegments: 0, warnings: [shape] })
    expect(await probeMedia(out)).toMatchObject({
      codec: 'h264',
      pixelFormat: 'yuv420p',
      frames: 120,
      fps: 60,
      durationSeconds: 2,
      colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' },
      audio: null,
    })
    const bytes = await readFile(out)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
    expect(seen.at(-1)).toEqual({ fraction: 1, etaMs: 0 })
    expect(await readdir(path('-dir $(x) "q"'))).toHaveLength(2)
  })

  it('refuses a clip of which it would show less than half', async () => {
    await counterClip(path('landscape.mp4'), { frames: 2 })
    await counterClip(path('portrait.mp4'), { frames: 2, width: 90, height: 160 })
    const clips = [path('landscape.mp4'), path('portrait.mp4')]
    await expect(stitchFilm({ clips, out: path('never.mp4'), ...quick })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^portrait\.mp4 \(90×160\) .* cut off 66 % of its height\.$/),
    })
  })

  it('dissolves a loop’s end into its beginning', async () => {
    await counterClip(path('loop.mp4'), { frames: 2 })
    await stitchFilm({
      clips: [path('loop.mp4')],
      out: path('loop-film.mp4'),
      easing: 'easeOutExpo',
      secondsPerClip: 1,
      loop: true,
      ...quick,
    })
    const lowest = (await readBits(path('loop-film.mp4'))).map((bits) => bits[0] ?? -1)
    expect(lowest[40]).toBeGreaterThan(0.9)
    expect(lowest[52]).toBeCloseTo(0.5, 1)
    expect(lowest[59]).toBeLessThan(0.1)
  })

  it('names the clip that is broken and leaves nothing', async () => {
    await mkdir(path('broken'))
    await counterClip(path('good.mp4'), { frames: 24 })
    await counterClip(path('flipped.mp4'), {
      frames: 120,
      width: 320,
      output: ['-g', '200', '-movflags', '+faststart', '-vf', 'noise=alls=40:allf=t'],
    })
    const bytes = await readFile(path('flipped.mp4'))
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 20_000)
    await writeFile(path('flipped.mp4'), bytes)
    const clips = [path('good.mp4'), path('flipped.mp4')]
    const attempt = stitchFilm({ clips, out: path('broken/film.mp4'), ...quick })
    await expect(attempt).rejects.toMatchObject({
      code: 'damagedFile',
      message: expect.stringContaining('flipped.mp4'),
    })
    expect(await readdir(path('broken'))).toEqual([])
  })

  it('names a clip that goes while the film is made, and not the place of the film', async () => {
    for (const name of ['stays.mp4', 'goes.mp4']) await counterClip(path(name), { frames: 2 })
    const out = path('gone/film.mp4')
    const clips = [path('stays.mp4'), path('goes.mp4')]
    const attempt = stitchFilm({ clips, out, secondsPerClip: 0.1, cache: path('cache'), ...quick })
    await workFolder(path('gone'))
    rmSync(path('goes.mp4'))
    const message = `There is no readable file ${path('goes.mp4')}.`
    await expect(attempt).rejects.toMatchObject({ code: 'fileNotFound', message })
  })

  it('stops at once when aborted, leaving the old film as it was', async () => {
    await mkdir(path('stopped'))
    await counterClip(path('long.mp4'), { frames: 60, width: 640, height: 360 })
    await writeFile(path('stopped/film.mp4'), 'old')
    const stop = new AbortController()
    const attempt = stitchFilm({
      clips: [path('long.mp4')],
      out: path('stopped/film.mp4'),
      secondsPerClip: 30,
      preset: 'slower',
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(attempt).rejects.toMatchObject({ code: 'aborted' })
    expect(await readdir(path('stopped'))).toEqual(['film.mp4'])
    expect(await readFile(path('stopped/film.mp4'), 'utf8')).toBe('old')
  })

  it('refuses wrong use in words', async () => {
    await counterClip(path('one.mp4'), { frames: 2 })
    const clips = [path('one.mp4')]
    const out = path('never.mp4')
    const wrong = [
      { clips: [], out },
      { clips, out: path('one.mp4') },
      { clips, out, fps: 0 },
      { clips, out, fps: 29.97 },
      { clips, out, secondsPerClip: Number.NaN },
      { clips, out, crf: 70 },
      { clips, out, easing: 'swoosh' },
      { clips, out, crf: 0 },
    ]
    for (const options of wrong) await expect(stitchFilm(options)).rejects.toMatchObject({ code: 'wrongUse' })
  })
})
