import { isDeepStrictEqual } from 'node:util'
import { JobRequest } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'
import { orderOf } from './orders.ts'

type Row = Record<string, unknown>

/** D1's copy equals the Session's state: the session itself, its assets, its checkpoints and its jobs, and nothing is on its way. */
export function databaseAgrees({ tables, database, session, view }: Evidence): string[] {
  const wrong = tables.outbox > 0 ? [`${tables.outbox} changes have not reached D1.`] : []
  if (database.session === undefined) return [...wrong, 'D1 does not have the session.']
  const jobs = tables.jobs.map((job) => ({
    id: job.id,
    turnId: job.turn_id,
    slot: JobRequest.parse(JSON.parse(job.request)).slot,
    provider: job.provider,
    model: job.model,
    providerId: orderOf(job),
    state: job.state,
    priceUsd: job.price_usd,
    billedUsd: job.billed_usd,
    assetId: job.asset_id,
  }))
  return [
    ...wrong,
    ...compare('session', [session], [database.session]),
    ...compare('asset', Object.values(view.assets), database.assets),
    ...compare('checkpoint', view.checkpoints, database.checkpoints),
    ...compare('job', jobs, database.jobs),
  ]
}

/** Compares what the Session has with rows by id, field by field; what rows have besides is D1's own. */
function compare(kind: string, ours: readonly ({ id: string } & Row)[], rows: readonly Row[]): string[] {
  const wrong = ours.flatMap((one) => {
    const row = rows.find(({ id }) => id === one.id)
    if (row === undefined) return [`D1 does not have the ${kind} ${one.id}.`]
    return Object.entries(one).flatMap(([field, value]) => {
      const copy = row[field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
      if (isDeepStrictEqual(asColumn(value), copy)) return []
      return [
        `D1 has ${JSON.stringify(copy)} as ${field} of the ${kind} ${one.id}, the Session ${JSON.stringify(value)}.`,
      ]
    })
  })
  const ids = new Set(ours.map(({ id }) => id))
  const alien = rows.filter(({ id }) => !ids.has(String(id)))
  return [...wrong, ...alien.map(({ id }) => `D1 has the ${kind} ${id}, the Session does not.`)]
}

/** A value as SQLite keeps it. */
function asColumn(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return value
}
