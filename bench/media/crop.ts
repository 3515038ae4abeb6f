import { rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildMedia } from '../../media/build.ts'
import { drawSheet } from '../../media/test/sheets/drawSheet.ts'
import { type SheetClass, sheetSpec } from '../../media/test/sheets/sheetClasses.ts'
import { alternate } from '../shared/alternate.ts'
import { inTemporaryFolder } from '../shared/inTemporaryFolder.ts'
import { type Measurement, measure } from '../shared/measure.ts'
import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import { bundlePeer } from './bundlePeer.ts'

const ROUNDS = 15
const SEED = 72_000_001
/** A plain one, one without gutters, and one that is turned, as JPEG and PNG: whichever way has to be gone to find the pictures. */
const SHEETS: { name: string; kind: SheetClass; width: number; quality: number; limit: string }[] = [
  { name: '2K, white gutters, JPEG', kind: 'white gutters', width: 2048, quality: 92, limit: '1.3; 0.5 s; 120 MB' },
  { name: '2K, white gutters, PNG', kind: 'white gutters', width: 2048, quality: 0, limit: '1.3; 0.5 s; 120 MB' },
  { name: '2K, no gutters, PNG', kind: 'no gutters', width: 2048, quality: 0, limit: '1.3; 0.5 s; 120 MB' },
  { name: '2K, turned, PNG', kind: 'turned', width: 2048, quality: 0, limit: '1.3; 0.5 s; 120 MB' },
  { name: '4K, white gutters, PNG', kind: 'white gutters', width: 4096, quality: 0, limit: '1.3' },
]

/** Where the rest comes from: said beside the figures that it explains. */
const LIMITS =
  'What is beyond a peer is in about equal parts the maps of the sheet and what is seen in them, and the command line and that all frames appear together. A turned sheet is looked at twice, and in every way that there is before it is known to be turned; its peer only turns it.'

/** What cutting a sheet costs beside decoding it and encoding six even pieces of it. */
export async function crop(): Promise<string> {
  return await inTemporaryFolder(speed)
}

async function speed(folder: string): Promise<string> {
  await buildMedia()
  const media = join(import.meta.dirname, '../../media/bin/media.js')
  const peer = await bundlePeer('cutEvenly', folder)
  const rows: string[][] = []
  // To write over a file costs more than to write it, and a person's folder is new.
  const absent = async (name: string) => {
    await rm(join(folder, name), { recursive: true, force: true })
    return join(folder, name)
  }
  for (const { name, kind, width, quality, limit } of SHEETS) {
    const sheet = join(folder, `${name}.sheet`)
    const { bytes, rotation } = await drawSheet({ ...sheetSpec(kind, SEED, width, 'report'), quality })
    await writeFile(sheet, bytes)
    const { cropped, even } = await alternate(
      {
        cropped: async () => measure(process.execPath, [media, 'crop', sheet, '--out', await absent('frames')]),
        even: async () => measure(process.execPath, [peer, sheet, await absent('pieces'), String(rotation)]),
      },
      ROUNDS,
    )
    const of = (runs: Measurement[], pick: (run: Measurement) => number) => median(runs.map(pick))
    const peak = (runs: Measurement[]) =>
      `${Math.round(Math.max(...runs.map(({ peakBytes = Number.NaN }) => peakBytes)) / 1e6)} MB`
    const ratio = (pick: (run: Measurement) => number) =>
      median(cropped.map((run, i) => pick(run) / pick(even[i] ?? run))).toFixed(2)
    rows.push([
      name,
      `${of(cropped, (run) => run.wallSeconds).toFixed(2)} s`,
      `${of(even, (run) => run.wallSeconds).toFixed(2)} s`,
      ratio((run) => run.wallSeconds),
      ratio((run) => run.cpuSeconds),
      peak(cropped),
      peak(even),
      limit,
    ])
  }
  return [
    `Whole processes, median of ${ROUNDS} rounds in alternation on ${availableParallelism()} cores. The peer, bundled like it, decodes the sheet and encodes six even pieces with the same settings; it looks for nothing, and turns the turned sheet back by the angle that it is told. Memory is the most of all rounds. ${LIMITS}`,
    table([['sheet', '`media crop`', 'peer', 'wall, ratio', 'cpu, ratio', 'memory', 'peer’s', 'limits'], ...rows]),
  ].join('\n\n')
}
