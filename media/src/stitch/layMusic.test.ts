import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { beforeAll, describe, expect, it } from 'vitest'
import { counterClip, readCounters } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { layMusic } from './layMusic.ts'
import type { Loudness } from './measureLoudness.ts'
import { stitchFilm } from './stitchFilm.ts'

const path = temporaryFolder()
const SECONDS = 2.5

/** Writes a sound by an FFmpeg source. */
async function sound(name: string, source: string): Promise<string> {
  await execa('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, path(name)])
  return path(name)
}

async function lay(file: string, offset?: number): Promise<Loudness> {
  await mkdir(path('work'), { recursive: true })
  return layMusic({ film: path('film.mp4'), filmSeconds: SECONDS, music: { file, offset }, out: path('work/film.mp4') })
}

/** What FFmpeg's own meter and ffprobe say of the film: not the code that is tested. */
async function measure() {
  const { stderr } = await execa('ffmpeg', [
    '-hide_banner',
    '-i',
    path('work/film.mp4'),
    '-af',
    'ebur128=peak=true',
    '-f',
    'null',
    '-',
  ])
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'))
  const value = (pattern: RegExp) => Number(pattern.exec(summary)?.[1])
  const entries = ['-show_entries', 'format=duration:stream=codec_name,duration,channels,sample_rate,nb_frames']
  const { stdout } = await execa('ffprobe', ['-v', 'error', ...entries, '-of', 'json', path('work/film.mp4')])
  return { loudness: value(/I:\s+(\S+) LUFS/), peak: value(/Peak:\s+(\S+) dBFS/), ...JSON.parse(stdout) }
}

/** Loudness of each tenth of a second of the film's sound, as root mean square. */
async function envelope(): Promise<number[]> {
  const raw = ['-ac', '1', '-ar', '8000', '-f', 'f32le', 'pipe:1']
  const { stdout } = await execa('ffmpeg', ['-v', 'error', '-i', path('work/film.mp4'), ...raw], { encoding: 'buffer' })
  const samples = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length))
  return Array.from({ length: Math.floor(samples.length / 800) }, (_, i) =>
    Math.sqrt(samples.subarray(i * 800, (i + 1) * 800).reduce((sum, x) => sum + x * x, 0) / 800),
  )
}

describe('layMusic', () => {
  beforeAll(() => counterClip(path('film.mp4'), { frames: 150, fps: '60' }))

  it.each([
    ['quiet.mp3', 'sine=f=330:d=9,volume=-34dB'],
    ['loud.flac', 'anoisesrc=d=9:c=pink:a=1:seed=1,tremolo=f=2:d=0.9'],
    // A drum: between its beats there is nothing, so only the limiter makes room for the loudness.
    ['drum.wav', "aevalsrc='0.9*sin(2*PI*90*t)*exp(-16*mod(t,0.5))':d=9"],
  ])('brings %s to -16 LUFS with its peaks below -1.5 dBTP, as long as the film', async (name, source) => {
    const told = await lay(await sound(name, source))
    const { loudness, peak, streams, format } = await measure()
    expect(Math.abs(loudness + 16)).toBeLessThanOrEqual(0.15)
    expect(peak).toBeLessThanOrEqual(-1.5)
    expect(Math.abs(told.loudnessLufs - loudness)).toBeLessThan(0.1)
    expect(streams).toMatchObject([
      { codec_name: 'h264', nb_frames: '150', duration: '2.500000' },
      { codec_name: 'aac', channels: 2, sample_rate: '48000', duration: '2.500000' },
    ])
    expect(format.duration).toBe('2.500000')
    expect(await readdir(path('work'))).toEqual(['film.mp4'])
  })

  it('copies the pictures, index first', async () => {
    await lay(await sound('tone.m4a', 'sine=d=4'))
    expect(await readCounters(path('work/film.mp4'))).toEqual(Array.from({ length: 150 }, (_, i) => i))
    const bytes = await readFile(path('work/film.mp4'))
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  it('leaves peaks that reach the target only by more than 12 dB of limiting, and says what came out', async () => {
    const told = await lay(await sound('clicks.wav', "aevalsrc='if(lt(mod(t,1),0.002),0.9,0)':d=3"))
    expect(told.loudnessLufs).toBeLessThan(-17)
    expect(Math.abs((await measure()).loudness - told.loudnessLufs)).toBeLessThan(0.1)
  })

  it('starts at the offset, repeats what is too short, and fades at the end', async () => {
    // A second of silence, then a second of tone: from 1 s on, one second of tone is repeated.
    await lay(await sound('late.wav', "aevalsrc='if(gte(t,1),0.3*sin(2*PI*440*t),0)':d=2"), 1)
    const levels = await envelope()
    expect(levels).toHaveLength(25)
    expect(Math.min(...levels.slice(1, 17))).toBeGreaterThan(0.8 * Math.max(...levels))
    expect(levels.at(-1)).toBeLessThan(0.2 * Math.max(...levels))
    // Unfaded at its start but for a tenth of a second; silence first without the offset.
    await lay(path('late.wav'))
    const plain = await envelope()
    expect(plain[5]).toBeLessThan(0.01)
    expect(plain[15]).toBeGreaterThan(0.05)
  })

  it('refuses in words what has no sound or is silent, broken or too short', async () => {
    await sound('tone.wav', 'sine=d=1')
    await writeFile(path('words.mp3'), 'no music in here')
    const whole = await readFile(await sound('noise.m4a', 'anoisesrc=d=3'))
    await writeFile(path('damaged.m4a'), whole.fill(0xa5, 9000, 12_000))
    for (const [file, offset, code, says] of [
      [path('film.mp4'), 0, 'unsupported', /film\.mp4 has no sound/],
      [await sound('silent.wav', 'anullsrc=d=3'), 0, 'unsupported', /silent/],
      [path('tone.wav'), 1.5, 'wrongUse', /cannot start at 1\.5 s/],
      [path('words.mp3'), 0, 'notMedia', /words\.mp3/],
      [path('damaged.m4a'), 0, 'damagedFile', /damaged\.m4a/],
      [path('none.mp3'), 0, 'fileNotFound', /none\.mp3/],
    ] as const) {
      const refused = { name: 'MediaError', code, message: expect.stringMatching(says) }
      await expect(lay(file, offset), file).rejects.toMatchObject(refused)
    }
  })

  it('is what a film is stitched with', async () => {
    const options = {
      clips: [path('film.mp4')],
      secondsPerClip: 1,
      preset: 'ultrafast' as const,
      out: path('work/film.mp4'),
    }
    const film = await stitchFilm({ ...options, music: { file: path('tone.wav'), offset: 0.5 } })
    expect(film).toMatchObject({ frames: 60, durationSeconds: 1, music: { loudnessLufs: expect.closeTo(-16, 0) } })
    const { streams } = await measure()
    expect(streams).toMatchObject([
      { nb_frames: '60', duration: '1.000000' },
      { codec_name: 'aac', duration: '1.000000' },
    ])
    await expect(stitchFilm({ ...options, music: { file: path('film.mp4') } })).rejects.toMatchObject({
      code: 'unsupported',
    })
    await expect(stitchFilm({ ...options, music: { file: options.out } })).rejects.toMatchObject({ code: 'wrongUse' })
  })
})
