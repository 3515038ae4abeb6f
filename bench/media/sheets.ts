import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { type CroppedSheet, cropSheet } from '../../media/src/crop/cropSheet.ts'
import { MediaError } from '../../media/src/MediaError.ts'
import { drawNegative, type Negative, negatives } from '../../media/test/sheets/drawNegative.ts'
import { type DrawnSheet, drawSheet } from '../../media/test/sheets/drawSheet.ts'
import { judgeFrames } from '../../media/test/sheets/judgeFrames.ts'
import { type SheetClass, sheetClasses, sheetSpec } from '../../media/test/sheets/sheetClasses.ts'
import { inTemporaryFolder } from '../shared/inTemporaryFolder.ts'
import { table } from '../shared/report.ts'

/** Nothing was tuned on these seeds, nor on the pictures of the set `report`. */
const FIRST_SEED = 71_000_001
const SIZES = [
  { name: '2K', width: 2048, ofEachClass: 16, ofEachNegative: 10 },
  { name: '4K', width: 4096, ofEachClass: 4, ofEachNegative: 2 },
] as const

type Size = (typeof SIZES)[number]
/** Clean or refused as it should be; else what went wrong. Of a sheet that was cut, what became of its pictures' shapes. */
type Outcome = { isRight: boolean; confidence: number; fault: string; shapes?: Shapes }
/**
 * The worst of a sheet: by how much a frame is longer one way than its picture, and how much of a picture's length it does not show; and
 * whether the frames, too, miss no more at an edge than the boxes may.
 */
type Shapes = { stretched: number; trimmed: number; isWhole: boolean }

/** How often a sheet is cut clean, by what makes it hard; how often what is no such sheet is refused. */
export async function sheets(): Promise<string> {
  return await inTemporaryFolder(accuracy)
}

async function accuracy(folder: string): Promise<string> {
  const cut = new Map<SheetClass, Record<Size['name'], Outcome[]>>()
  for (const name of Object.keys(sheetClasses) as SheetClass[]) {
    cut.set(name, await bySize((size) => series(size.ofEachClass, (i) => cutOne(name, size, i, folder))))
    process.stderr.write(`${name}: judged\n`)
  }
  const others = new Map<Negative, Record<Size['name'], Outcome[]>>()
  for (const kind of negatives) {
    others.set(kind, await bySize((size) => series(size.ofEachNegative, (i) => refuseOne(kind, size, i, folder))))
    process.stderr.write(`${kind}: judged\n`)
  }
  const names = SIZES.map(({ name }) => name)
  const rows = (of: Map<string, Record<Size['name'], Outcome[]>>, more = (_: Outcome[]): string[] => []) =>
    [...of, ['**all**', sum([...of.values()])] as const].map(([name, outcomes]) => [
      name,
      ...names.map((size) => share(outcomes[size], ({ isRight }) => isRight)),
      ...more(names.flatMap((size) => outcomes[size])),
    ])
  const all = (of: Map<string, Record<Size['name'], Outcome[]>>) =>
    [...of.values()].flatMap((each) => names.flatMap((name) => each[name]))
  const faults = [...all(cut), ...all(others)].filter(({ isRight }) => !isRight).map(({ fault }) => `- ${fault}`)
  const clean = all(cut).filter(({ isRight }) => isRight)
  const refused = all(others).filter(({ isRight }) => isRight)
  return [
    'Sheets with known boxes, drawn from `samples/` with seeds; nothing was tuned on these seeds or pictures. Clean: no pixel of a gutter, caption, keyline or corner in the box of any picture, at most 12 px of it lost at an edge at 2K and 24 at 4K.',
    table([['clean', ...names, 'no more lost in the frames'], ...rows(cut, wholeFrames)]),
    `All frames of a sheet have one size. Where the pictures of a sheet are of unequal shapes, that takes something of them, whatever is done (docs/decisions/017): stretched one way by at most ${worst(clean, 'stretched')}, trimmed about the middle by up to ${worst(clean, 'trimmed')}.`,
    'What is not a sheet of 2 × 3 and is refused:',
    table([['refused', ...names], ...rows(others)]),
    `Confidence of the sheets that were cut clean: ${spread(clean)}; of what was refused: ${spread(refused)}; 0.3 is asked for.`,
    ...(faults.length === 0 ? [] : ['What went wrong:', faults.join('\n')]),
  ].join('\n\n')
}

async function cutOne(name: SheetClass, size: Size, i: number, folder: string): Promise<Outcome> {
  const spec = sheetSpec(name, FIRST_SEED + i, size.width, 'report')
  const truth = await drawSheet(spec)
  const cropped = await crop(truth.bytes, folder, spec.rows, spec.cols)
  const wrong = cropped instanceof MediaError ? cropped.message : judgeFrames(truth, cropped)
  return {
    isRight: wrong === undefined,
    confidence: cropped instanceof MediaError ? 0 : cropped.confidence,
    fault: `${name}, ${size.name}, seed ${spec.seed}: ${wrong}`,
    ...(!(cropped instanceof MediaError) && { shapes: await shapesOf(truth, cropped) }),
  }
}

async function shapesOf(truth: DrawnSheet, { frames, rotation }: CroppedSheet): Promise<Shapes> {
  const [first] = frames
  const size = await sharp(first?.file).metadata()
  const stretches = frames.map(({ window }) => (window.width / window.height) * (size.height / size.width))
  const shares = frames.map(({ window, ...box }) => Math.min(window.width / box.width, window.height / box.height))
  return {
    stretched: Math.max(...stretches.map((each) => Math.max(each, 1 / each))) - 1,
    trimmed: 1 - Math.min(...shares),
    isWhole:
      judgeFrames(truth, { frames: frames.map(({ window }) => window), ...(rotation && { rotation }) }) === undefined,
  }
}

async function refuseOne(kind: Negative, size: Size, i: number, folder: string): Promise<Outcome> {
  const seed = FIRST_SEED + i
  const cropped = await crop(await drawNegative(kind, seed, size.width, 'report'), folder, 2, 3)
  const isRefused = cropped instanceof MediaError
  const confidence = isRefused ? Number(/confidence ([\d.]+)/.exec(cropped.message)?.[1]) : cropped.confidence
  return {
    isRight: isRefused,
    confidence,
    fault: `${kind}, ${size.name}, seed ${seed}: cut, with confidence ${confidence}`,
  }
}

/** The frames, or the refusal. */
async function crop(sheet: Buffer, folder: string, rows: number, cols: number): Promise<CroppedSheet | MediaError> {
  const file = join(folder, 'sheet')
  const outDir = join(folder, 'frames')
  await writeFile(file, sheet)
  await rm(outDir, { recursive: true, force: true })
  return cropSheet({ sheet: file, outDir, rows, cols }).catch((error: unknown) => {
    if (error instanceof MediaError && error.code === 'notAGrid') return error
    throw error
  })
}

async function bySize(of: (size: Size) => Promise<Outcome[]>): Promise<Record<Size['name'], Outcome[]>> {
  const [small, large] = SIZES
  return { '2K': await of(small), '4K': await of(large) }
}

async function series<T>(count: number, of: (i: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let i = 0; i < count; i++) all.push(await of(i))
  return all
}

function sum(all: readonly Record<Size['name'], Outcome[]>[]): Record<Size['name'], Outcome[]> {
  return { '2K': all.flatMap((each) => each['2K']), '4K': all.flatMap((each) => each['4K']) }
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): string {
  const count = outcomes.filter(holds).length
  return `${count} of ${outcomes.length} (${((100 * count) / outcomes.length).toFixed(1)} %)`
}

/** How many of the sheets of both sizes have frames, too, that miss no more at an edge than the boxes may. */
function wholeFrames(outcomes: readonly Outcome[]): string[] {
  return [share(outcomes, ({ shapes }) => shapes?.isWhole === true)]
}

function spread(outcomes: readonly Outcome[]): string {
  const sorted = outcomes.map(({ confidence }) => confidence).sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(2)
  return `${at(0)} to ${at(1)}, in the middle ${at(0.5)}`
}

function worst(outcomes: readonly Outcome[], of: 'stretched' | 'trimmed'): string {
  return `${(100 * Math.max(...outcomes.map(({ shapes }) => shapes?.[of] ?? 0))).toFixed(1)} %`
}
