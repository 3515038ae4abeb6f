import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ClipOrder, renderClip } from './renderClip.ts'

let folder: string
let first: Buffer
let tail: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-clip-'))
  first = await picture(600, 400, '#c43', '#124')
  tail = await picture(400, 600, '#2a7', '#fc8')
})
afterAll(() => rm(folder, { recursive: true }))

const order = (file: string, rest: Partial<ClipOrder> = {}): ClipOrder => ({
  first,
  tail,
  prompt: 'push in',
  seconds: 5,
  longSide: 320,
  preset: 'ultrafast',
  sound: false,
  file: join(folder, file),
  signal: new AbortController().signal,
  ...rest,
})

test.each(['push in', 'pull back', 'orbit left'])('a %s goes from the first frame to the tail', async (prompt) => {
  const clip = order(`${prompt}.mp4`, { prompt })
  const size = await renderClip(clip)
  expect(size).toEqual({ width: 320, height: 214 })
  expect(await probe(clip.file)).toMatchObject({
    codec_name: 'h264',
    width: 320,
    height: 214,
    pix_fmt: 'yuv420p',
    color_space: 'bt709',
    color_primaries: 'bt709',
    color_transfer: 'bt709',
    color_range: 'tv',
    r_frame_rate: '24/1',
    nb_read_frames: '120',
    duration: '5.000000',
  })
  const frames = await decode(clip.file, size)
  expect(frames).toHaveLength(120)
  expect(difference(frames.at(0), await luma(first, size))).toBeLessThan(3)
  expect(difference(frames.at(-1), await luma(tail, size))).toBeLessThan(3)
  // The move shows: in the middle it is neither picture.
  expect(difference(frames.at(60), frames.at(0))).toBeGreaterThan(10)
  expect(difference(frames.at(60), frames.at(-1))).toBeGreaterThan(10)
  for (let index = 1; index < frames.length; index++)
    expect(difference(frames[index], frames[index - 1]), `frame ${index} against its neighbour`).toBeGreaterThan(0.01)
  // No cut: the greatest step between neighbours stays a fraction of the way between the pictures.
  const steps = frames.slice(1).map((frame, index) => difference(frame, frames[index]))
  expect(Math.max(...steps)).toBeLessThan(difference(frames.at(0), frames.at(-1)) / 4)
})

test('the camera alone moves on a first frame without a tail, for 10 s and with sound', async () => {
  const clip = order('solo.mp4', { tail: undefined, prompt: 'dolly right', seconds: 10, sound: true, longSide: 240 })
  const size = await renderClip(clip)
  expect(await probe(clip.file)).toMatchObject({ nb_read_frames: '240', duration: '10.000000' })
  const { stdout } = await execa('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_type',
    '-of',
    'csv=p=0',
    clip.file,
  ])
  expect(stdout.split('\n')).toEqual(['video', 'audio'])
  const frames = await decode(clip.file, size)
  expect(difference(frames.at(0), await luma(first, size))).toBeLessThan(3)
  expect(difference(frames.at(-1), frames.at(0))).toBeGreaterThan(5)
})

test('a damaged picture or an abort leaves no file', async () => {
  const damaged = order('damaged.mp4', { tail: tail.subarray(0, tail.length / 2) })
  await expect(renderClip(damaged)).rejects.toThrow()
  const aborted = order('aborted.mp4', { signal: AbortSignal.timeout(150), seconds: 10, longSide: 1280 })
  await expect(renderClip(aborted)).rejects.toThrow()
  expect((await readdir(folder)).filter((name) => /damaged|aborted/.test(name))).toEqual([])
})

function picture(width: number, height: number, figure: string, ground: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" preserveAspectRatio="none" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${ground}"/><stop offset="1" stop-color="#888"/></linearGradient></defs>
    <rect width="60" height="60" fill="url(#g)"/><circle cx="26" cy="22" r="11" fill="${figure}"/>
    <path d="M10 60 Q26 24 44 60 Z M50 8 v30 h4 v-30 Z" fill="${figure}"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function probe(file: string): Promise<unknown> {
  const { stdout } = await execa('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v', '-count_frames', '-show_streams', '-of', 'json', file],
  ])
  return JSON.parse(stdout).streams[0]
}

type Size = { width: number; height: number }

/** Rows above the strip that carries the mark: even, as chroma is halved. */
const unmarked = (height: number) => 2 * Math.floor(height * 0.42)

/** Every frame's full-range luma, as far as it is unmarked. */
async function decode(file: string, { width, height }: Size): Promise<Uint8Array[]> {
  const strip = unmarked(height)
  const { stdout } = await execa(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', file, '-vf', `crop=${width}:${strip}:0:0,scale=out_range=pc,format=gray`],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 100_000_000 },
  )
  const size = width * strip
  return Array.from({ length: stdout.length / size }, (_, index) => stdout.subarray(index * size, (index + 1) * size))
}

async function luma(source: Buffer, { width, height }: Size): Promise<Uint8Array> {
  const rgb = await sharp(source)
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .removeAlpha()
    .raw()
    .toBuffer()
  return Uint8Array.from({ length: width * unmarked(height) }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3)
    return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  })
}

/** Mean absolute difference of two frames, in levels of 255. */
function difference(a: Uint8Array | undefined, b: Uint8Array | undefined): number {
  if (!a || !b || a.length !== b.length) throw new Error('Frames to compare are missing or differ in size')
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0))
  return sum / a.length
}
