import type { Asset, Checkpoint, Slot, Stage } from '@fashion-shoot/protocol'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString()

/** An output for tests, made at the given second. */
export function asset(
  slot: Slot,
  { second, width = 1200, height = 800 }: { second: number; width?: number; height?: number },
): Asset {
  return {
    id: `out_${uuid(second)}`,
    sessionId: uuid(0),
    slot,
    version: 1,
    role: null,
    fileName: `${slot}.png`,
    contentType: 'image/png',
    bytes: 1,
    sha256: '0'.repeat(64),
    width,
    height,
    durationSeconds: null,
    thumbhash: null,
    hasPreview: false,
    madeFrom: [],
    jobId: null,
    createdAt: at(second),
  }
}

/** A checkpoint for tests, decided at the given second. */
export function checkpoint(stage: Stage, state: Checkpoint['state'], second?: number): Checkpoint {
  return {
    id: `cp_${uuid(90)}`,
    stage,
    state,
    turnId: `turn_${uuid(91)}`,
    assetIds: [],
    note: null,
    createdAt: at(0),
    decidedAt: second === undefined ? null : at(second),
    nextUsd: null,
  }
}
