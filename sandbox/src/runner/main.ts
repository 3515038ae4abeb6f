/**
 * @module The agent-runner: one conversation of the director. JSON lines of `RunnerInput` come in on standard input, lines of
 * `RunnerLine` go out on standard output, and everything else goes to standard error.
 */
import { Console } from 'node:console'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Query } from '@anthropic-ai/claude-agent-sdk'
import { Presets, RunnerInput, type RunnerLine } from '@fashion-shoot/protocol'
import { createGatewayClient } from '../gateway/createGatewayClient.ts'
import { LineSplitter } from '../lines/LineSplitter.ts'
import { createAssetStore } from '../storage/createAssetStore.ts'
import { createShootServer } from '../tools/createShootServer.ts'
import { Mailbox } from './Mailbox.ts'
import { openConversation } from './openConversation.ts'
import { openTranscript } from './openTranscript.ts'
import { prepareFolders } from './prepareFolders.ts'
import { runnerSettings } from './runnerSettings.ts'
import { readSpend, writeSpend } from './spendRecord.ts'
import { Turns } from './Turns.ts'
import { type Translation, translate } from './translate.ts'

// A library that logs must not break the lines.
globalThis.console = new Console(process.stderr)
process.stdout.on('error', () => process.exit(1))

const settings = runnerSettings(process.env)
let conversation: Query | null = null
const turns = new Turns((line: RunnerLine) => process.stdout.write(`${JSON.stringify(line)}\n`))
const mailbox = new Mailbox()

// Listen at once: what the host sends while the rest starts is kept.
const input = new LineSplitter(receive, () => console.error('An input line was too long and was left out.'))
process.stdin.on('data', (chunk: Buffer) => input.push(chunk))
process.stdin.on('end', async () => {
  input.end()
  await turns.idle()
  mailbox.close()
})

const folders = await prepareFolders(settings.SESSION_DIR, settings.AGENT_DIR)
const resume = await openTranscript(folders.home, settings.SESSION_ID)
const [systemPrompt, presets] = await Promise.all([
  readFile(join(settings.AGENT_DIR, 'orchestrator-prompt.md'), 'utf8'),
  readFile(join(settings.AGENT_DIR, '.claude/skills/editorial-photography/presets.json'), 'utf8'),
])

const gateway = createGatewayClient({ url: settings.GATEWAY_URL, token: settings.GATEWAY_TOKEN, fetch })
const store = createAssetStore({ gateway, cacheDir: folders.cache, mount: settings.STORAGE_MOUNT })
const shoot = createShootServer({
  gateway,
  store,
  presets: Presets.parse(JSON.parse(presets)),
  currentTurn: () => turns.current(),
})
conversation = openConversation({ settings, folders, systemPrompt, shoot, mailbox, resume })
process.on('SIGTERM', () => {
  conversation?.close()
  process.exit(0)
})

let translation: Translation = {
  streaming: false,
  spentUsd: resume ? await readSpend(folders.home) : 0,
  toolStarts: {},
}
try {
  for await (const message of conversation) {
    const { next, lines } = translate(translation, message, Date.now())
    translation = next
    if (message.type === 'result') await writeSpend(folders.home, next.spentUsd)
    for (const line of lines) turns.current().emit(line)
  }
} catch (error) {
  console.error('The Agent SDK ended with an error:', error)
}
const broken = turns.running
if (broken) endBrokenTurn()
process.exit(broken ? 1 : 0)

function receive(text: string): void {
  if (text.trim() === '') return
  const parsed = parseInput(text)
  if (parsed === null) {
    console.error('This input line is not understood:', text.slice(0, 200))
  } else if (parsed.type === 'interrupt') {
    interrupt()
  } else {
    turns.begin()
    mailbox.post(parsed.prompt)
  }
}

function interrupt(): void {
  if (!turns.running) return
  if (conversation !== null) {
    conversation.interrupt().catch((error) => console.error('Stopping failed:', error))
    return
  }
  // Nothing has been said to the model yet: there is nothing to stop but this process.
  turns.current().emit({ t: 'done', end: 'interrupted' })
  process.exit(0)
}

function parseInput(text: string): RunnerInput | null {
  try {
    return RunnerInput.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The SDK's process is gone in the middle of a turn; the host starts a new runner for the next one. */
function endBrokenTurn(): void {
  const turn = turns.current()
  turn.emit({
    t: 'error',
    code: 'director_stopped',
    message: 'The director stopped in the middle of the turn. All that was made is kept.',
    hint: 'Say "try again": the conversation goes on where it was.',
    retryable: true,
  })
  turn.emit({ t: 'done', end: 'failed' })
}
