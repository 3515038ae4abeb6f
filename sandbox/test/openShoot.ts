import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JobRequest, Presets, type RunnerLine } from '@fashion-shoot/protocol'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js'
import stored from '../../agent/.claude/skills/editorial-photography/presets.json' with { type: 'json' }
import { createGatewayClient } from '../src/gateway/createGatewayClient.ts'
import type { Turn } from '../src/runner/Turns.ts'
import { createAssetStore } from '../src/storage/createAssetStore.ts'
import { createShootServer } from '../src/tools/createShootServer.ts'
import { Previews } from '../src/tools/Previews.ts'
import { makeClip, makePicture, makeSheet } from './makeMedia.ts'
import { type Made, startGatewayServer } from './startGatewayServer.ts'

/** A gateway with one shoot in it, and the director's tools connected to it as the SDK connects them. */
export async function openShoot() {
  const refusals = new Map<string, Error>()
  const gateway = await startGatewayServer({
    token: 'secret',
    sessionId: crypto.randomUUID(),
    async make(request: JobRequest): Promise<Made> {
      const refusal = refusals.get(request.slot)
      if (refusal !== undefined) throw refusal
      if (request.kind === 'clip') return makeClip()
      if (request.slot === 'contact_sheet') return makeSheet()
      // Image models have sizes of their own, near the ratio that was asked for.
      return makePicture(360, 242, '#777')
    },
  })
  const cacheDir = await mkdtemp(join(tmpdir(), 'shoot-'))
  const segmentsDir = join(cacheDir, 'segments')
  const lines: RunnerLine[] = []
  const turn: Turn = { emit: (line) => lines.push(line) }
  const client = createGatewayClient({ url: gateway.url, token: 'secret', fetch })
  const store = createAssetStore({ gateway: client, cacheDir, mount: undefined })
  const previews = new Previews({ gateway: client, store })
  const server = createShootServer({
    gateway: client,
    store,
    previews,
    presets: Presets.parse(stored),
    segmentsDir,
    currentTurn: () => turn,
  })
  const [here, there] = InMemoryTransport.createLinkedPair()
  const mcp = new Client({ name: 'test', version: '1' })
  await Promise.all([server.instance.connect(there), mcp.connect(here)])

  return {
    gateway,
    previews,
    /** Where encoded clips are kept between films. */
    segmentsDir,
    /** Lines that tools have said. */
    lines,
    /** Lets jobs for a slot fail with these words; null lets them succeed again. */
    refuse(slot: string, words: string | null, code = 'content_refused'): void {
      if (words === null) refusals.delete(slot)
      else refusals.set(slot, Object.assign(new Error(words), { code }))
    },
    tools: async () => (await mcp.listTools()).tools,
    async call(name: string, input: Record<string, unknown> = {}) {
      turn.endsAfterTools = false
      const result = CallToolResultSchema.parse(await mcp.callTool({ name, arguments: input }))
      const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
      const image = result.content.find((part) => part.type === 'image')
      return {
        text,
        failed: result.isError === true,
        endTurn: result._meta?.['claude/endTurn'] === true || turn.endsAfterTools,
        ...(image && { image }),
      }
    },
    async close(): Promise<void> {
      await mcp.close()
      await previews.settled()
      await gateway.close()
      await rm(cacheDir, { recursive: true })
    },
  }
}
