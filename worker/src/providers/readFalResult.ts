import { z } from 'zod'
import { billedUsd, type Tariff } from './billedUsd.ts'
import type { FailureRow } from './failures/FailureRow.ts'
import { failureOf, type WorkKind } from './failures/failWith.ts'
import { FAL_CALL_FAILURES, falBrokeDown, falRefused, falStoppedLate, falUnreadable } from './failures/falFailures.ts'
import { orderFailure, readFalFailure } from './failures/readFalFailure.ts'
import { ProviderFailure, type WorkStatus } from './Provider.ts'

const CANCELLED = 'client_cancelled'

const Media = z.object({ url: z.url() })
const Output = z.union([z.object({ images: z.tuple([Media]).rest(z.unknown()) }), z.object({ video: Media })])

/** fal's answer to the call for an order's result. */
export type FalResult = { status: number; headers: Headers; body: unknown }

/**
 * What has become of an order that is over. `failed` is the type of error that its status names, empty where it has one without a
 * type, null where it has none. Throws where the answer is about the call, and says nothing of the order.
 */
export function readFalResult(
  { status, headers, body }: FalResult,
  failed: string | null,
  { kind, ...tariff }: { kind: WorkKind } & Tariff,
): WorkStatus {
  const units = readUnits(headers)
  const charged = units === null ? null : units > 0 ? 'yes' : 'no'
  const ended = (row: FailureRow) => asStatus(failureOf(row, { kind, charged }))
  if (status < 300) {
    const output = Output.safeParse(body).data
    if (output === undefined) return ended(falUnreadable)
    const { url } = 'video' in output ? output.video : output.images[0]
    return { state: 'done', url, usd: billedUsd(units, tariff) }
  }
  const isRefused = status < 400 || status === 401 || status === 403 || status >= 500
  if (isRefused && (failed === null || failed === CANCELLED)) {
    throw readFalFailure(status, body, { kind, charged: 'no' })
  }
  // fal only signals to what runs already that it is to stop.
  if (failed === CANCELLED) return charged === 'yes' ? ended(falStoppedLate) : { state: 'cancelled' }
  if (failed === null && (status === 400 || status === 404)) throw new Error(`fal shows no result yet: ${status}.`)
  // Of an order that has failed this is the end, though the answer may be fal's own.
  if (failed !== null && (isRefused || FAL_CALL_FAILURES[status] !== undefined)) {
    return ended(orderFailure(failed, status >= 500 ? falBrokeDown : falRefused))
  }
  const failure = readFalFailure(status, body, { kind, charged })
  if (failure instanceof ProviderFailure) return asStatus(failure)
  throw failure
}

function asStatus({ failure, isWorthAnew }: ProviderFailure): WorkStatus {
  return { state: 'failed', failure, isWorthAnew }
}

/** `x-fal-billable-units`: what a request is charged, in units of its model. */
function readUnits(headers: Headers): number | null {
  const value = headers.get('x-fal-billable-units')?.trim() ?? ''
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) : null
}
