import type { V4WorkerOptions } from 'miniflare'

/** A point as it arrived. */
export type Point = { index: string; blobs: string[]; doubles: number[] }

const POINT = 'POINT '

/**
 * Stands in for Analytics Engine, which on one machine forgets what it is given: a second Worker that refuses what the real one
 * would refuse (developers.cloudflare.com/analytics/analytics-engine/limits), and writes the rest to its console.
 */
const RECORDER = `
import { WorkerEntrypoint } from 'cloudflare:workers'

const bytes = (text) => new TextEncoder().encode(text).length

function check({ indexes = [], blobs = [], doubles = [], ...rest }) {
  if (Object.keys(rest).length > 0) throw new Error('unknown field')
  if (indexes.length !== 1 || typeof indexes[0] !== 'string') throw new Error('not one index')
  if (bytes(indexes[0]) > 96) throw new Error('index longer than 96 bytes')
  if (blobs.length > 20) throw new Error('more than 20 blobs')
  if (!blobs.every((blob) => typeof blob === 'string')) throw new Error('a blob is not text')
  if (bytes(blobs.join('')) > 16 * 1024) throw new Error('blobs longer than 16 KB')
  if (doubles.length > 20) throw new Error('more than 20 doubles')
  if (!doubles.every(Number.isFinite)) throw new Error('a double is not a number')
  return { index: indexes[0], blobs, doubles }
}

export default class extends WorkerEntrypoint {
  writeDataPoint(point) {
    try {
      console.log('${POINT}' + JSON.stringify(check(point)))
    } catch (error) {
      console.log('${POINT}' + JSON.stringify({ refused: String(error), point }))
    }
  }
}
`

/** For `startWorker`: binds the Worker's METRICS to the stand-in. */
export function withMetrics(worker: V4WorkerOptions): V4WorkerOptions[] {
  const recorder: V4WorkerOptions = {
    name: 'metrics-recorder',
    compatibilityDate: '2026-11-17',
    modules: [{ type: 'ESModule', path: 'index.js', contents: RECORDER }],
  }
  const { analyticsEngineDatasets: _, ...rest } = worker
  return [{ ...rest, serviceBindings: { ...worker.serviceBindings, METRICS: recorder.name ?? '' } }, recorder]
}

/** The points among what was written. Throws for one that was refused. */
export function pointsIn(lines: readonly string[]): Point[] {
  return lines.filter(isPoint).map((line) => {
    const point = JSON.parse(line.slice(POINT.length))
    if ('refused' in point) throw new Error(`${point.refused}: ${line}`)
    return point
  })
}

export function isPoint(line: string): boolean {
  return line.startsWith(POINT)
}
