import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { buildMedia } from '../../media/build.ts'
import type { FrameRatio } from '../../media/src/geometry/frameRatio.ts'
import { resizeImages } from '../../media/src/resize/resizeImages.ts'
import { type FashionFrame, fashionFrame } from '../../media/test/frames/fashionFrame.ts'
import { alternate } from '../shared/alternate.ts'
import { inTemporaryFolder } from '../shared/inTemporaryFolder.ts'
import { measure } from '../shared/measure.ts'
import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import { bundlePeer } from './bundlePeer.ts'

/** No seed of these was looked at while the weights were fitted. */
const FIRST_SEED = 1001
const WIDE = { count: 200, width: 720, height: 480, ratios: ['9:16', '2:3', '1:1', '16:9'] as FrameRatio[] }
const TALL = { count: 60, width: 480, height: 720, ratios: ['16:9', '1:1'] as FrameRatio[] }
const SPEED_ROUNDS = 5

type Counts = Record<'subject' | 'attention' | 'middle' | 'all', number>
type Place = { left: number; top: number; width: number; height: number }

/** How often a crop keeps the whole head, against sharp's own "attention" and the middle; and what it costs beside attention. */
export async function resize(): Promise<string> {
  return await inTemporaryFolder(async (folder) => [await accuracy(folder), await speed(folder)].join('\n\n'))
}

async function accuracy(folder: string): Promise<string> {
  const byRatio = new Map<string, Counts>()
  const byTrait = new Map<string, Counts>()
  let seed = FIRST_SEED
  for (const { count, width, height, ratios } of [WIDE, TALL]) {
    for (let i = 0; i < count; i++, seed++) {
      const frame = await fashionFrame(seed, width, height)
      for (const ratio of ratios) {
        const kept = await judge(frame, ratio, folder)
        if (!kept) continue
        add(byRatio, `${width}:${height} → ${ratio}`.replace('720:480', '3:2').replace('480:720', '2:3'), kept)
        if (ratio !== '9:16') continue
        for (const [trait, value] of Object.entries(frame.traits)) add(byTrait, `${trait}: ${value}`, kept)
      }
    }
    process.stderr.write(`${count} frames of ${width} × ${height} judged\n`)
  }
  const rows = (counts: Map<string, Counts>) =>
    [...counts].map(([name, { all, ...kept }]) => [
      name,
      String(all),
      ...[kept.subject, kept.attention, kept.middle].map((each) => `${((100 * each) / all).toFixed(1)} %`),
    ])
  const head = (what: string) => [what, 'frames', '`media resize`', 'sharp’s attention', 'the middle']
  return [
    'Share of the crops that keep the whole head with its hair, of those where it fits. Things that draw the eye lie around in most frames.',
    table([head('crop'), ...rows(byRatio)]),
    'The crops from 3:2 to 9:16 by what is in the frame:',
    table([head('frames with'), ...rows(byTrait).sort(([a = ''], [b = '']) => a.localeCompare(b))]),
  ].join('\n\n')
}

/** Which of the crops keep the head; null where it does not fit. */
async function judge(
  { bytes, head }: FashionFrame,
  ratio: FrameRatio,
  folder: string,
): Promise<Omit<Counts, 'all'> | null> {
  const file = join(folder, 'frame.png')
  await writeFile(file, bytes)
  const [frame] = await resizeImages({ files: [file], ratio, outDir: folder })
  if (!frame) throw new Error('The frame was not resized.')
  const { window } = frame
  if (head.width > window.width || head.height > window.height) return null
  const size = await sharp(bytes).metadata()
  const { info } = await sharp(bytes)
    .resize(window.width, window.height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const attention = { ...window, left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0) }
  const middle = { ...window, left: (size.width - window.width) / 2, top: (size.height - window.height) / 2 }
  return { subject: holds(window, head), attention: holds(attention, head), middle: holds(middle, head) }
}

/** 1 when the head lies in the window but for a px of rounding. */
function holds(window: Place, head: Place): 0 | 1 {
  const starts = head.left >= window.left - 1 && head.top >= window.top - 1
  const ends =
    head.left + head.width <= window.left + window.width + 1 && head.top + head.height <= window.top + window.height + 1
  return starts && ends ? 1 : 0
}

function add(counts: Map<string, Counts>, name: string, kept: Omit<Counts, 'all'>): void {
  const sum = counts.get(name) ?? { subject: 0, attention: 0, middle: 0, all: 0 }
  for (const method of ['subject', 'attention', 'middle'] as const) sum[method] += kept[method]
  counts.set(name, { ...sum, all: sum.all + 1 })
}

/** Six frames of 1,920 × 1,280 px to 9:16, as whole processes. */
async function speed(folder: string): Promise<string> {
  await buildMedia()
  const files = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (n) => {
      const file = join(folder, `wide-${n}.png`)
      await writeFile(file, (await fashionFrame(n, 1920, 1280)).bytes)
      return file
    }),
  )
  const media = join(import.meta.dirname, '../../media/bin/media.js')
  const peer = await bundlePeer('attentionCrop', folder)
  const results = await alternate(
    {
      subject: () =>
        measure(process.execPath, [media, 'resize', ...files, '--ratio', '9:16', '--out', join(folder, 'a')]),
      attention: () => measure(process.execPath, [peer, join(folder, 'b'), ...files]),
    },
    SPEED_ROUNDS,
  )
  const row = (name: string, of: (typeof results)['subject']) => {
    const wall = (which: typeof of) => median(which.map(({ wallSeconds }) => wallSeconds))
    const cpu = (which: typeof of) => median(which.map(({ cpuSeconds }) => cpuSeconds))
    const peak = median(of.map(({ peakBytes = 0 }) => peakBytes))
    return [
      name,
      `${wall(of).toFixed(2)} s (${(wall(of) / wall(results.attention)).toFixed(2)}×)`,
      `${cpu(of).toFixed(2)} s (${(cpu(of) / cpu(results.attention)).toFixed(2)}×)`,
      `${Math.round(peak / 1e6)} MB`,
    ]
  }
  return [
    `Six frames of 1,920 × 1,280 px to 9:16, whole processes, median of ${SPEED_ROUNDS} in alternation on ${availableParallelism()} cores:`,
    table([
      ['', 'wall', 'cpu', 'peak memory'],
      row('`media resize`', results.subject),
      row('sharp’s attention crop of the same to PNG', results.attention),
    ]),
  ].join('\n\n')
}
