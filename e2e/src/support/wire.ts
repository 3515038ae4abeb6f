/**
 * @module What a client that has only read the guide and the interface's description knows of the wire. Written by hand on
 * purpose: the product's own schemas would agree with the product whatever it sends.
 */
import { expect } from 'vitest'

export type WireEvent = { type: string; [field: string]: unknown }
export type Logged = { id: number; event: WireEvent }

const text = expect.any(String)
const number = expect.any(Number)
const boolean = expect.any(Boolean)
const slot = expect.stringMatching(/^(hero|contact_sheet|frame_[1-6]|clip_[1-6]|film)$/)

/** What each kind of event has at least; the first five are the guide's table. */
const SHAPES: Record<string, Record<string, unknown>> = {
  text_delta: { text },
  message_type_hint: { messageType: expect.stringMatching(/^(thinking|text)$/) },
  'system/tool_call': { tool: text, toolUseId: text },
  'system/tool_result': { toolUseId: text, ok: boolean, durationMs: number },
  assistant_message: { text },
  session_init: { sessionId: text, turnId: text },
  user_message: { turnId: text, text, at: text },
  status: { message: text },
  progress: { slot, stage: text },
  asset: {
    asset: expect.objectContaining({ id: text, version: number, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
  },
  preview: { assetId: text, thumbhash: text },
  active_version: { slot, assetId: text },
  checkpoint: {
    checkpoint: expect.objectContaining({ id: text, stage: text, state: text, assetIds: expect.any(Array) }),
  },
  title: { title: text },
  cost: { item: text, usd: number, turnUsd: number, sessionUsd: number },
  error: { code: text, message: text, hint: text, retryable: boolean },
  complete: { awaitingInput: boolean },
}

/** An event's row in the table. */
export function kindOf({ type, subtype }: WireEvent): string {
  return subtype === undefined ? type : `${type}/${String(subtype)}`
}

/** Fails unless every event is of a known kind and has that kind's fields. */
export function expectKnownShapes(events: readonly Logged[]): void {
  for (const { event } of events) {
    expect(Object.keys(SHAPES), JSON.stringify(event)).toContain(kindOf(event))
    expect(event).toMatchObject(SHAPES[kindOf(event)] ?? {})
  }
}

/** Fails unless the events are one whole turn: numbered upwards, `session_init` first, `complete` last, neither in between. */
export function expectWholeTurn(events: readonly Logged[]): void {
  const ids = events.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
  const kinds = events.map(({ event }) => kindOf(event))
  expect(kinds[0]).toBe('session_init')
  expect(kinds.lastIndexOf('session_init')).toBe(0)
  expect(kinds.indexOf('complete')).toBe(kinds.length - 1)
}
