import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunnerLine, type ShootState, type Slot, type StartTurn, stageOfSlot } from '../../protocol/src/index.ts'
import { createGatewayClient, type GatewayClient } from '../../sandbox/src/gateway/createGatewayClient.ts'
import { makeFile, previewOf } from './makeFile.ts'
import { SHOOT, sourcesOf } from './SHOOT.ts'

type Say = (line: RunnerLine) => void

/** Turns of the shoot until it is whole. */
export const TURNS = SHOOT.rounds * SHOOT.slots.length
/** Events of a turn that the session itself adds: its beginning, what the person said, the version, its preview, its end. */
const OWN_EVENTS = 5
/** What the director does over and over: says something, and calls a tool. */
const STEPS = Math.ceil((SHOOT.events / TURNS - OWN_EVENTS) / 3)
const TOOLS = ['edit_frames', 'set_active_version', 'resize_frames']

const signal = new AbortController().signal

/** One turn of the seeded shoot, from 0: makes one version of one slot, and says and does what makes its log long. The last one asks for a decision. */
export async function playTurn({ gatewayUrl, gatewayToken }: StartTurn, turn: number, say: Say): Promise<void> {
  const gateway = createGatewayClient({ url: gatewayUrl, token: gatewayToken, fetch })
  const slot = SHOOT.slots[turn % SHOOT.slots.length] ?? 'hero'
  if (turn === 0) await begin(gateway)
  say({ t: 'assistant', d: 'Colder light, and what stands around her further away.', thinking: true })
  for (let step = 0; step < STEPS; step++) {
    const id = `tool_${turn}_${step}`
    say({ t: 'assistant', d: wordsOf(turn * STEPS + step) })
    say({ t: 'tool', d: `mcp__shoot__${TOOLS[step % TOOLS.length]}`, id, input: 'softer light' })
    say({ t: 'tool_done', id, ok: true, ms: 1200 })
  }
  await store(gateway, slot, turn)
  if (turn === TURNS - 1) {
    await gateway.setStops('every_stage', signal)
    await gateway.endStage(stageOfSlot(slot), signal)
  }
  say({ t: 'done', end: 'completed' })
}

/** Nothing stops for a decision but the end, and the references get their small pictures. */
async function begin(gateway: GatewayClient): Promise<void> {
  const { references } = await gateway.setStops('never', signal)
  for (const { id, fileName, width, height } of references) {
    const photo = await readFile(join(import.meta.dirname, '../../samples', fileName))
    await gateway.storePreview(id, await previewOf(photo, { width, height }), signal)
  }
}

async function store(gateway: GatewayClient, slot: Slot, turn: number): Promise<void> {
  const { preview, ...file } = await makeFile(slot, turn)
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const madeFrom = activeIds(await gateway.readShoot(signal), slot)
  const upload = { ...file, slot, sha256, madeFrom, thumbhash: preview.thumbhash }
  const { id } = await gateway.storeFile(upload, signal)
  await gateway.storePreview(id, preview, signal)
}

function activeIds({ slots, references }: ShootState, slot: Slot): string[] {
  if (slot === 'hero') return references.map(({ id }) => id)
  const wanted = sourcesOf(slot)
  return slots.flatMap((held) => (wanted.includes(held.slot) ? held.active.id : []))
}

/** Words as the director has them, with some Markdown, and no two the same. */
function wordsOf(number: number): string {
  return `**Take ${number + 1}.** The light comes from the *left* now, a hard flash with its shadow on the wall, and she turns half away from it.

- The jacket keeps its colour as in the photo.
- The city behind her is darker by a stop.`
}
