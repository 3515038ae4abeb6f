import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Query } from '@anthropic-ai/claude-agent-sdk'
import { Presets } from '@fashion-shoot/protocol'
import type { GatewayClient } from '../gateway/createGatewayClient.ts'
import type { GatewayError } from '../gateway/GatewayError.ts'
import { createAssetStore } from '../storage/createAssetStore.ts'
import { createShootServer } from '../tools/createShootServer.ts'
import { Previews } from '../tools/Previews.ts'
import { createTranscriptStore } from './createTranscriptStore.ts'
import type { Mailbox } from './Mailbox.ts'
import { openConversation } from './openConversation.ts'
import { prepareFolders } from './prepareFolders.ts'
import type { RunnerSettings } from './runnerSettings.ts'
import { Transcript } from './Transcript.ts'
import type { Turn } from './Turns.ts'

type Parts = {
  settings: RunnerSettings
  gateway: GatewayClient
  mailbox: Mailbox
  currentTurn(): Turn
  /** True to begin anew, whatever the transcript holds. */
  forget: boolean
  /** The transcript takes no more from this process. */
  onRefused(error: GatewayError): void
}

/** Sets the director up with all that it works with, and has it go on where the transcript ends. Throws what stands in the way. */
export async function beginConversation({
  settings,
  gateway,
  mailbox,
  currentTurn,
  forget,
  onRefused,
}: Parts): Promise<{ conversation: Query; transcript: Transcript }> {
  const writer = crypto.randomUUID()
  const { signal } = new AbortController()
  const [folders, systemPrompt, presets, entries] = await Promise.all([
    prepareFolders(settings.SESSION_DIR, settings.AGENT_DIR),
    readFile(join(settings.AGENT_DIR, 'orchestrator-prompt.md'), 'utf8'),
    readFile(join(settings.AGENT_DIR, '.claude/skills/editorial-photography/presets.json'), 'utf8'),
    gateway.openTranscript(writer, signal),
  ])
  if (forget) await gateway.forgetTranscript(writer, signal)
  const transcript = new Transcript(forget ? [] : entries)
  const files = createAssetStore({ gateway, cacheDir: folders.cache, mount: settings.STORAGE_MOUNT })
  const shoot = createShootServer({
    gateway,
    store: files,
    previews: new Previews({ gateway, store: files }),
    presets: Presets.parse(JSON.parse(presets)),
    segmentsDir: join(folders.cache, 'segments'),
    currentTurn,
  })
  const store = createTranscriptStore({ gateway, writer, transcript, onRefused })
  const resume = transcript.isBegun
  return {
    conversation: openConversation({ settings, folders, systemPrompt, shoot, mailbox, currentTurn, store, resume }),
    transcript,
  }
}
