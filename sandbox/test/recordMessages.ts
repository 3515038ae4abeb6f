/**
 * @module `node sandbox/test/recordMessages.ts` records what the installed Agent SDK really sends, for the tests of its translation:
 * `test/recorded/<name>.jsonl`. Run it after the SDK was updated, and read the difference.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSdkMcpServer, InMemorySessionStore, tool } from '@anthropic-ai/claude-agent-sdk'
import { z } from 'zod'
import { Mailbox } from '../src/runner/Mailbox.ts'
import { openConversation } from '../src/runner/openConversation.ts'
import { prepareFolders } from '../src/runner/prepareFolders.ts'
import { runnerSettings } from '../src/runner/runnerSettings.ts'
import { type Reply, startMessagesServer } from './startMessagesServer.ts'

const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] })

/** Fields that differ with every run, or are long, and that nothing reads. */
const LEFT_OUT = new Set([
  'uuid',
  'session_id',
  'modelUsage',
  'model_usage_since_last_result',
  'subagent_stats',
  'permission_denials',
])
const MAX_CHARACTERS = 300

const call = (id: string, name: string, input: unknown) => ({ type: 'tool_use' as const, id, name, input })
const say = (...chunks: string[]) => ({ type: 'text' as const, chunks })

/** Records one turn in which the model replies by `answer`, the n-th time with `answer(n)`. */
async function record(name: string, answer: (count: number) => Reply, stopAfterMs?: number): Promise<void> {
  const sessionDir = await mkdtemp(join(tmpdir(), 'record-'))
  const agentDir = join(import.meta.dirname, '../../agent')
  const server = await startMessagesServer(answer)
  const settings = runnerSettings({
    SESSION_ID: crypto.randomUUID(),
    SESSION_DIR: sessionDir,
    AGENT_DIR: agentDir,
    GATEWAY_URL: server.url,
    GATEWAY_TOKEN: 'token',
    MODEL: 'claude-sonnet-4-5',
    MODEL_MAX_RETRIES: '2',
    PATH: process.env.PATH,
  })
  const shoot = createSdkMcpServer({
    name: 'shoot',
    alwaysLoad: true,
    tools: [
      tool('view_asset', 'Fails.', { assetId: z.string() }, async () => ({
        ...text('There is no such asset.'),
        isError: true,
      })),
      tool('generate_hero', 'Ends the turn.', { direction: z.string(), pose: z.string() }, async () => ({
        ...text('done'),
        _meta: { 'claude/endTurn': true },
      })),
      tool('stitch_film', 'Takes long.', {}, async () => sleep(3000, text('done'))),
    ],
  })
  const mailbox = new Mailbox()
  mailbox.post('hello', crypto.randomUUID())
  const folders = await prepareFolders(sessionDir, agentDir)
  const store = new InMemorySessionStore()
  const parts = {
    settings,
    folders,
    systemPrompt: 'Test.',
    shoot,
    mailbox,
    currentTurn: () => ({ emit: () => {} }),
    store,
  }
  const conversation = openConversation({ ...parts, resume: false })
  if (stopAfterMs !== undefined) setTimeout(() => void conversation.interrupt(), stopAfterMs)
  const startMs = Date.now()
  const lines: string[] = []
  for await (const message of conversation) {
    if (message.type === 'system' && message.subtype === 'init') continue
    lines.push(`${JSON.stringify({ ms: Date.now() - startMs, message }, shorten)}\n`)
    if (message.type === 'result') break
  }
  await writeFile(join(import.meta.dirname, `recorded/${name}.jsonl`), lines.join(''))
  await server.close()
  await rm(sessionDir, { recursive: true, force: true })

  function shorten(key: string, value: unknown): unknown {
    if (LEFT_OUT.has(key)) return undefined
    return typeof value === 'string' ? value.replaceAll(sessionDir, '/session').slice(0, MAX_CHARACTERS) : value
  }
}

await record('stage', (count) => {
  if (count === 1) {
    const thinking = { type: 'thinking' as const, chunks: ['Street ', 'words.'] }
    const skill = call('toolu_1', 'Skill', { skill: 'editorial-photography' })
    return { blocks: [thinking, say('Dusk 👩🏽‍🦱\n', '  and rain.'), skill] }
  }
  if (count === 2) {
    const read = call('toolu_2', 'Read', { file_path: '/etc/passwd' })
    return { blocks: [read, call('toolu_3', 'mcp__shoot__view_asset', { assetId: 'out_1' })] }
  }
  const hero = call('toolu_4', 'mcp__shoot__generate_hero', { direction: 'Dusk after rain.', pose: 'street-walk' })
  return { blocks: [say('Now the hero.'), hero] }
})
await record('cut', (count) =>
  count === 1
    ? { blocks: [say('Hel', 'lo ', 'wor', 'ld.')], cutAfterChunks: 2, pauseMs: 60 }
    : { blocks: [say('Hello ', 'world.')] },
)
await record('cut-after-block', (count) =>
  count === 1
    ? { blocks: [say('First.'), say('Sec', 'ond')], cutAfterChunks: 2, pauseMs: 60 }
    : { blocks: [say('Second.')] },
)
await record('refused', () => ({
  status: 402,
  body: { type: 'error', error: { type: 'billing_error', message: 'Your credit balance is too low.' } },
}))
await record('over-budget', () => ({
  status: 402,
  body: {
    type: 'about:blank',
    title: 'This shoot has reached its budget.',
    status: 402,
    code: 'over_budget',
    detail: 'The director stops here, because this shoot has spent its budget: 5.01 of 5.00 USD.',
    hint: 'Raise the budget of the shoot and say “try again”. Everything made so far is kept.',
  },
}))
await record('problem', () => ({
  status: 503,
  body: {
    type: 'about:blank',
    title: 'A part of the deployment is not configured.',
    status: 503,
    code: 'unconfigured',
    detail: 'The director needs an ANTHROPIC_API_KEY or an ANTHROPIC_AUTH_TOKEN.',
    hint: 'See /api/health for what is missing.',
  },
}))
await record('overloaded', () => ({
  status: 529,
  body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
}))
await record('stopped-talking', () => ({ blocks: [say(...Array(60).fill('bla '))], pauseMs: 50 }), 1500)
await record('stopped-tool', () => ({ blocks: [call('toolu_9', 'mcp__shoot__stitch_film', {})] }), 1500)
