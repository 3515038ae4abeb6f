import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { buildMedia } from '../../media/build.ts'
import { MOST_LOOKAHEAD } from '../../media/src/stitch/encodingPlan.ts'
import { alternate } from '../shared/alternate.ts'
import { inTemporaryFolder } from '../shared/inTemporaryFolder.ts'
import { type Measurement, measure } from '../shared/measure.ts'
import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import { filmClips } from './filmClips.ts'
import { frameAccuracy } from './frameAccuracy.ts'

const ROUNDS = 3
const BIN = join(import.meta.dirname, '../../media/bin/media.js')
const RAW = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', '1920x1080', '-framerate', '60']
const X264 = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '18', '-profile:v', 'high', '-pix_fmt', 'yuv420p']

/** A film of five clips against encoding its frames and decoding its clips; cutting it again; memory; what each frame shows. */
export async function stitch(): Promise<string> {
  await buildMedia()
  return await inTemporaryFolder(async (folder) => [await costs(folder), await frameAccuracy(folder)].join('\n\n'))
}

async function costs(folder: string): Promise<string> {
  const at = (name: string) => join(folder, name)
  const clips = await filmClips(folder)
  const stitched = (from: readonly string[], ...options: string[]) =>
    measure(process.execPath, [BIN, 'stitch', ...from, '--out', at('film.mp4'), ...options])
  // The film's own frames, as good as without loss.
  await stitched(clips, '--no-cache', '--crf', '1', '--preset', 'ultrafast')
  await execa('ffmpeg', ['-v', 'error', '-y', '-i', at('film.mp4'), ...RAW.slice(0, 4), at('frames.yuv')])

  const [first = '', ...rest] = clips
  await stitched(clips, '--cache', at('cache'))
  let changes = 0
  const measured = await alternate(
    {
      stitch: () => stitched(clips, '--no-cache'),
      encode: () => encodeFrames(at('frames.yuv'), [], at('encoded.mp4')),
      encodeAlike: () =>
        encodeFrames(at('frames.yuv'), ['-rc-lookahead', String(MOST_LOOKAHEAD)], at('encoded alike.mp4')),
      decode: () => decodeAll(clips),
      recut: async () => {
        // Another clip each time: the same pictures under other bytes.
        const changed = at(`changed ${++changes}.mp4`)
        const title = ['-c', 'copy', '-metadata', `title=${changes}`]
        await execa('ffmpeg', ['-v', 'error', '-y', '-i', first, ...title, changed])
        return stitched([changed, ...rest], '--cache', at('cache'))
      },
      compensate: () => stitched([first], '--no-cache', '--motion', 'compensate'),
      reorder: () => stitched([...rest, first], '--cache', at('cache')),
    },
    ROUNDS,
  )
  const bytes = async (name: string) => (await stat(at(name))).size
  // The order of the clips changes no bytes but those of the index.
  const size = async (encoded: string) => ((await bytes('film.mp4')) / (await bytes(encoded))).toFixed(2)
  const cpu = (runs: Measurement[]) => median(runs.map(({ cpuSeconds }) => cpuSeconds))
  const wall = (runs: Measurement[]) => median(runs.map(({ wallSeconds }) => wallSeconds))
  const peak = (runs: Measurement[]) => Math.max(...runs.map(({ peakBytes = Number.NaN }) => peakBytes)) / 1e6
  const row = (name: string, runs: Measurement[]) => [
    name,
    wall(runs).toFixed(1),
    cpu(runs).toFixed(1),
    peak(runs).toFixed(0),
  ]
  const ratio = (
    pick: (run: Measurement) => number,
    of: keyof typeof measured,
    to: readonly (keyof typeof measured)[],
  ) =>
    median(
      measured[of].map((run, round) => {
        const others = to.map((name) => measured[name][round]).filter((each) => each !== undefined)
        return pick(run) / others.reduce((sum, each) => sum + pick(each), 0)
      }),
    ).toFixed(2)
  return [
    'Five clips of 5 s, 1080p at 30 fps, become 450 frames at 60 fps, x264 medium, crf 18. Median of three rounds; memory is that of all processes together, Node too.',
    table([
      ['', 'wall, s', 'cpu, s', 'peak, MB'],
      row('`media stitch`', measured.stitch),
      row('the same 450 raw frames encoded by one FFmpeg, as the preset is', measured.encode),
      row(`the same, looking ahead ${MOST_LOOKAHEAD} frames as the stitch does`, measured.encodeAlike),
      row('the five clips decoded', measured.decode),
      row('one clip changed', measured.recut),
      row('the order changed', measured.reorder),
      row('one clip alone, motion compensated', measured.compensate),
    ]),
    table([
      ['ratio, median of the rounds', '', 'limit'],
      ['wall, stitch : encode', ratio((run) => run.wallSeconds, 'stitch', ['encode']), '1.3'],
      ['wall, stitch : encode with its lookahead', ratio((run) => run.wallSeconds, 'stitch', ['encodeAlike']), '1.3'],
      ['cpu, stitch : decode + encode', ratio((run) => run.cpuSeconds, 'stitch', ['decode', 'encode']), '1.1'],
      [
        'cpu, stitch : decode + encode with its lookahead',
        ratio((run) => run.cpuSeconds, 'stitch', ['decode', 'encodeAlike']),
        '1.1',
      ],
      ['peak memory, MB', peak(measured.stitch).toFixed(0), '900'],
      ['cpu, one clip changed : stitch', ratio((run) => run.cpuSeconds, 'recut', ['stitch']), ''],
      ['bytes, film : encoded at once', await size('encoded.mp4'), ''],
      ['bytes, film : encoded at once with its lookahead', await size('encoded alike.mp4'), ''],
    ]),
  ].join('\n\n')
}

function encodeFrames(frames: string, options: readonly string[], out: string): Promise<Measurement> {
  return measure('ffmpeg', ['-v', 'error', '-y', ...RAW, '-i', frames, ...X264, ...options, out])
}

function decodeAll(clips: readonly string[]): Promise<Measurement> {
  const script = 'for clip; do ffmpeg -v error -i "file:$clip" -f null - || exit 1; done'
  return measure('bash', ['-c', script, 'bash', ...clips])
}
