import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoggedEvent } from '../../protocol/src/event.ts'
import { readEvents } from '../../worker/test/client.ts'
import { inTemporaryFolder } from '../shared/inTemporaryFolder.ts'
import { startStack } from './startStack.ts'

/** ms that a picture or a clip takes at its provider. */
export type Times = { hero: number; sheet: number; clip: number }

/** What a shoot took, ms. */
export type Shot = {
  wallMs: number
  /** Its tools, by name: how long each ran. */
  tools: Record<string, number>
}

const SAMPLES = join(import.meta.dirname, '../../samples')

/** Makes one shoot, from the first word to the film, with nothing to approve, in a studio of its own. */
export async function runShoot(times: Times, clipsAtOnce: number): Promise<Shot> {
  return await inTemporaryFolder(async (folder) => {
    const stack = await startStack(folder, times, clipsAtOnce)
    try {
      const references = await upload(stack.url)
      const begin = performance.now()
      const events = await generate(stack.url, references)
      const wallMs = performance.now() - begin
      requireFilm(events)
      return { wallMs, tools: toolTimes(events) }
    } finally {
      await stack.stop()
    }
  })
}

async function upload(url: string): Promise<string[]> {
  const form = new FormData()
  for (const name of ['model.png', 'garment.png']) {
    form.append('files', new Blob([await readFile(join(SAMPLES, name))]), name)
    form.append('roles', name.replace('.png', ''))
  }
  const answer = await fetch(`${url}/api/upload`, { method: 'POST', body: form })
  const { assets } = (await answer.json()) as { assets: { id: string }[] }
  return assets.map(({ id }) => id)
}

async function generate(url: string, references: string[]): Promise<LoggedEvent[]> {
  const body = { prompt: 'A confident editorial on studio grey.', references, options: { stops: 'never' } }
  const headers = { 'content-type': 'application/json' }
  return await readEvents(await fetch(`${url}/api/generate`, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** Throws where the shoot came to no film: a figure of less would be no figure. */
function requireFilm(events: LoggedEvent[]): void {
  if (events.some(({ event }) => event.type === 'asset' && event.asset.slot === 'film')) return
  const errors = events.flatMap(({ event }) => (event.type === 'error' ? event.message : []))
  throw new Error(`There is no film. ${errors.join(' ')}`)
}

function toolTimes(events: LoggedEvent[]): Shot['tools'] {
  const tools: Shot['tools'] = {}
  const names = new Map<string, string>()
  for (const { event } of events) {
    if (event.type !== 'system') continue
    if (event.subtype === 'tool_call') names.set(event.toolUseId, event.tool)
    else {
      const name = names.get(event.toolUseId) ?? ''
      tools[name] = (tools[name] ?? 0) + event.durationMs
    }
  }
  return tools
}
