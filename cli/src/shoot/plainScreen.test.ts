import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { type Asset, type Checkpoint, emptyView, SessionEvent } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { plainScreen } from './plainScreen.ts'

const id = (prefix: string) => `${prefix}_00000000-0000-4000-8000-000000000001`
const SESSION = '0b2f0f2e-43c1-4c39-9a55-7d1c35d2f9a4'
const at = '2026-01-01T00:00:00.000Z'
const clip: Asset = {
  id: id('out'),
  sessionId: SESSION,
  slot: 'clip_1',
  version: 2,
  role: null,
  fileName: 'clip-1.mp4',
  contentType: 'video/mp4',
  bytes: 1,
  sha256: 'a'.repeat(64),
  width: 720,
  height: 480,
  durationSeconds: 5,
  thumbhash: null,
  hasPreview: false,
  madeFrom: [],
  jobId: null,
  createdAt: at,
}
const checkpoint: Checkpoint = {
  id: id('cp'),
  stage: 'hero',
  state: 'pending',
  turnId: id('turn'),
  assetIds: [],
  note: null,
  createdAt: at,
  decidedAt: null,
  nextUsd: 0.15,
}

/** The words on the screen after these events. */
function shown(...events: SessionEvent[]): string {
  const out = new PassThrough()
  const screen = plainScreen(out)
  for (const [index, event] of events.entries()) {
    screen.show({ seq: index + 1, event: SessionEvent.parse(event) }, emptyView)
  }
  return stripVTControlCharacters(String(out.read() ?? '')).trim()
}

it.each<[SessionEvent, string]>([
  [{ type: 'session_init', sessionId: SESSION, turnId: id('turn') }, ''],
  [{ type: 'user_message', turnId: id('turn'), text: 'Dusk.', at }, 'You  Dusk.'],
  [{ type: 'status', message: 'Calling the director…' }, '· Calling the director…'],
  [{ type: 'message_type_hint', messageType: 'text' }, ''],
  [{ type: 'text_delta', text: 'Half a' }, ''],
  [{ type: 'assistant_message', text: 'A street.\n' }, 'A street.'],
  [{ type: 'assistant_message', text: 'Hm.', messageType: 'thinking' }, ''],
  [{ type: 'system', subtype: 'tool_call', tool: 'stitch_film', toolUseId: 't' }, '· stitch_film'],
  [{ type: 'system', subtype: 'tool_result', toolUseId: 't', ok: false, durationMs: 1, error: 'No.' }, '✗ No.'],
  [{ type: 'progress', slot: 'clip_1', stage: 'clips', fraction: 0.6 }, '… clip 1 50 %'],
  [{ type: 'progress', slot: 'clip_1', stage: 'clips', state: 'failed', message: 'Dark.' }, '✗ clip 1 failed'],
  [{ type: 'asset', asset: clip }, '✓ clip 1 v2  720×480, 5 s'],
  [
    { type: 'asset', asset: clip, becomesActive: false },
    '✓ clip 1 v2  720×480, 5 s, kept beside the version that counts',
  ],
  [{ type: 'active_version', slot: 'clip_1', assetId: clip.id }, '· clip 1: an earlier version is active again'],
  [{ type: 'checkpoint', checkpoint }, 'Checkpoint: hero image'],
  [{ type: 'cost', item: 'model', usd: 1, turnUsd: 1, sessionUsd: 1 }, ''],
  [{ type: 'error', code: 'x', message: 'It broke.', hint: 'Mend it.', retryable: true }, '✗ It broke.\n  Mend it.'],
  [{ type: 'complete', awaitingInput: true }, ''],
])('says of $type: %j', (event, words) => {
  expect(shown(event)).toBe(words)
})

it('says progress once a quarter, and anew in the next turn', () => {
  const progress = (fraction: number): SessionEvent => ({ type: 'progress', slot: 'film', stage: 'film', fraction })
  const words = shown(...[0.3, 0.4, 0.6, 1].map(progress), { type: 'complete', awaitingInput: false }, progress(0.6))
  expect(words.split('\n')).toEqual(['… film 25 %', '… film 50 %', '… film 50 %'])
})
