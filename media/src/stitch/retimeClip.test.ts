import { readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { barClip, readBar } from '../../test/barClip.ts'
import { counterClip, readCounters, readPositions } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { easing } from '../curve/easing.ts'
import { stitchFilm } from './stitchFilm.ts'

const path = temporaryFolder()
const quick = { preset: 'ultrafast', crf: 10 } as const
const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

async function copy(from: string, to: string, ...options: string[]): Promise<string> {
  await execa('ffmpeg', ['-v', 'error', '-y', ...options, '-i', path(from), '-c', 'copy', path(to)])
  return path(to)
}

describe('a retimed clip', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it.each([
    ['24', 121],
    ['25', 125],
    ['30000/1001', 150],
    ['30', 150],
    ['60', 300],
  ])('shows what the curve asks for, without bias, from a clip of %s fps', async (fps, frames) => {
    const clip = path(`${frames}.mp4`)
    const out = path(`film ${frames}.mp4`)
    await counterClip(clip, { frames, fps })
    await stitchFilm({ clips: [clip], out, ...quick })
    const curve = easing('dramaticSwoop')
    const positions = await readPositions(out, frames)
    expect(positions).toHaveLength(90)
    const errors = positions.map((position, i) => position - curve.at(i / 90) * (frames - 1))
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.51)
    expect(Math.abs(mean(errors))).toBeLessThan(0.05)
    // Slow at both ends, but never still, and never in steps of whole frames.
    for (let i = 4; i < 87; i++) expect(positions[i], `output frame ${i}`).toBeGreaterThan(positions[i - 1] ?? 0)
  })

  it('never shows the same picture twice in a row, from its first frame to its last', async () => {
    await counterClip(path('moving.mp4'), { frames: 121 })
    // As good as without loss, or x264 leaves out what changes by a 255th.
    await stitchFilm({ clips: [path('moving.mp4')], out: path('moving film.mp4'), ...quick, crf: 1 })
    const { stdout } = await execa('ffmpeg', ['-v', 'error', '-i', path('moving film.mp4'), '-f', 'framemd5', '-'])
    const pictures = stdout.split('\n').flatMap((line) => (line.startsWith('#') ? [] : [line.split(',').at(-1)]))
    expect(pictures).toHaveLength(90)
    expect(pictures.filter((picture, i) => picture === pictures[i - 1])).toEqual([])
  })

  it('goes by the pictures, whatever else its container claims', async () => {
    const plain = { frames: 24, output: ['-g', '12'] }
    await counterClip(path('plain.mp4'), plain)
    const tone = ['-f', 'lavfi', '-i', 'sine=d=3', '-map', '0:v', '-map', '1:a', '-c:a', 'aac']
    await counterClip(path('long sound.mp4'), { ...plain, inputs: tone })
    await counterClip(path('late.mp4'), { frames: 24, output: ['-output_ts_offset', '1.7'] })
    const longer = await readFile(path('plain.mp4'))
    // Three seconds in the headers' own units of a thousandth: in the movie's header and in its edit list.
    for (const [box, offset] of [
      ['mvhd', 20],
      ['elst', 12],
    ] as const)
      longer.writeUInt32BE(3000, longer.indexOf(box) + offset)
    await writeFile(path('long end.mp4'), longer)
    // Cut between two key frames: an edit list hides what comes before.
    await copy('plain.mp4', 'cut.mp4', '-ss', '0.6')
    await copy('plain.mp4', 'stream.ts')
    const names = ['plain.mp4', 'long sound.mp4', 'late.mp4', 'long end.mp4', 'cut.mp4', 'stream.ts']
    const out = path('odd.mp4')
    const film = await stitchFilm({
      clips: names.map(path),
      out,
      easing: 'linear',
      secondsPerClip: 0.5,
      fps: 20,
      ...quick,
    })
    expect(film.frames).toBe(60)
    const positions = await readPositions(out, 24)
    for (const [index, name] of names.entries()) {
      const [first = -1, ...rest] = await readCounters(path(name))
      const seen = positions.slice(index * 10, index * 10 + 10)
      seen.forEach((position, i) => {
        expect(Math.abs(position - first - (i / 10) * rest.length), `${name}, output frame ${i}`).toBeLessThan(0.51)
      })
    }
  })

  it('goes by real frame times where they vary', async () => {
    const times = ["setpts='if(lt(N,10),N,10+(N-10)*9)/10/TB'", '-vsync', 'vfr', '-video_track_timescale', '1000']
    await counterClip(path('vfr.mp4'), { frames: 21, output: ['-vf', ...times] })
    const out = path('vfr film.mp4')
    await stitchFilm({ clips: [path('vfr.mp4')], out, easing: 'linear', secondsPerClip: 5, fps: 2, ...quick })
    // Ten frames in the first second, ten in the nine after it: ten output frames a second apart.
    expect(await readCounters(out)).toEqual([0, 10, 11, 12, 13, 14, 16, 17, 18, 19])
  })

  it('stands upright as its rotation says, and exact', async () => {
    await counterClip(path('lying.mp4'), { frames: 24 })
    await turnClip(path('lying.mp4'), path('turned.mp4'))
    const out = path('upright.mp4')
    const turned = { clips: [path('turned.mp4')], out, easing: 'linear', secondsPerClip: 0.5, fps: 20, ...quick }
    expect(await stitchFilm(turned)).toMatchObject({ width: 96, height: 160 })
    await execa('ffmpeg', ['-v', 'error', '-y', '-i', out, '-vf', 'transpose=cclock', '-crf', '5', path('back.mp4')])
    const positions = await readPositions(path('back.mp4'), 24)
    positions.forEach((position, i) => {
      expect(Math.abs(position - (i / 10) * 23)).toBeLessThan(0.51)
    })
  })

  it.each(['blend', 'compensate'] as const)('moves what is in it, to where it was at that time: %s', async (motion) => {
    await barClip(path('bar.mp4'), 24, 12)
    const out = path(`${motion}.mp4`)
    const slow = { easing: 'gentleSwoop', secondsPerClip: 1.5, fps: 30, preset: 'ultrafast', crf: 5 } as const
    await stitchFilm({ clips: [path('bar.mp4')], out, motion, ...slow })
    const [{ position: start } = { position: 0 }] = await readBar(path('bar.mp4'))
    const bars = await readBar(out)
    expect(bars).toHaveLength(45)
    const errors = bars.map(({ position }, i) => position - start - easing('gentleSwoop').at(i / 45) * 23)
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.52)
    expect(Math.abs(mean(errors))).toBeLessThan(0.05)
    // Mixed, the bar of 24 px is wider by as much as it moves from frame to frame; moved, it nearly keeps its width.
    const width = mean(bars.map((bar) => bar.width))
    if (motion === 'blend') expect(width).toBeGreaterThan(25.7)
    else expect(width).toBeLessThan(25.3)
  })

  it('is mixed where it is too small for a search for motion', async () => {
    await counterClip(path('small.mp4'), { frames: 6, width: 20, height: 16 })
    const small = { clips: [path('small.mp4')], out: path('small film.mp4'), motion: 'compensate', ...quick } as const
    expect(await stitchFilm(small)).toMatchObject({ frames: 90, width: 20, height: 16 })
  })

  it.each([
    ['kill -9 $$', 'ffmpegStopped', /ended by the system/],
    // Its words of the file hold one of a decoder's, which stands in the file's name.
    [`echo "file:$PWD/reference.mp4: No space left on device" >&2; exit 1`, 'ffmpegFailed', /No space left/],
    ['echo "Error while processing the decoded data for stream #0:0" >&2; exit 1', 'ffmpegFailed', /decoded data/],
    [
      'echo "malloc of size 8294400 failed\nx\nx\nx\nError submitting packet to decoder" >&2; exit 1',
      'ffmpegFailed',
      /reference\.mp4: .*decoder/,
    ],
  ])('is not called damaged for what went wrong besides: %s', async (does, code, message) => {
    await counterClip(path('reference.mp4'), { frames: 4 })
    const { stdout: ffmpeg } = await execa('sh', ['-c', 'command -v ffmpeg'])
    const failing = `#!/bin/sh\ncd ${path()}\ncase "$*" in *libx264*) ${does};; esac\nexec ${ffmpeg} "$@"\n`
    await writeFile(path('ffmpeg'), failing, { mode: 0o755 })
    vi.stubEnv('PATH', `${path()}:${process.env.PATH}`)
    const attempt = stitchFilm({ clips: [path('reference.mp4')], out: path('never.mp4'), ...quick })
    await expect(attempt).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('is refused by name where it cannot be decoded to its end', async () => {
    const noisy = ['-g', '200', '-vf', 'noise=alls=40:allf=t']
    await counterClip(path('whole.mp4'), { frames: 60, output: [...noisy, '-movflags', '+faststart'] })
    await copy('whole.mp4', 'whole.mkv')
    const mp4 = await readFile(path('whole.mp4'))
    const mkv = await readFile(path('whole.mkv'))
    const flipped = Buffer.from(mp4).fill(0xa5, mp4.length >> 1, (mp4.length >> 1) + 9000)
    await writeFile(path('flipped.mp4'), flipped)
    await writeFile(path('short.mp4'), mp4.subarray(0, mp4.length * 0.7))
    // Its index counts no frames: only that it breaks off tells that there were more.
    await writeFile(path('short.mkv'), mkv.subarray(0, mkv.length * 0.7))
    for (const name of ['flipped.mp4', 'short.mp4', 'short.mkv']) {
      const attempt = stitchFilm({ clips: [path('whole.mp4'), path(name)], out: path('never.mp4'), ...quick })
      await expect(attempt, name).rejects.toMatchObject({ code: 'damagedFile', message: expect.stringContaining(name) })
    }
  })
})
