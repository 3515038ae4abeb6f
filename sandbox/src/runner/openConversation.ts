import {
  type McpSdkServerConfigWithInstance,
  type Query,
  query,
  type SessionStore,
} from '@anthropic-ai/claude-agent-sdk'
import { endAfterTools } from './endAfterTools.ts'
import { findClaudeExecutable } from './findClaudeExecutable.ts'
import { gateTool } from './gateTool.ts'
import type { Mailbox } from './Mailbox.ts'
import { configFolder, type SessionFolders } from './prepareFolders.ts'
import type { RunnerSettings } from './runnerSettings.ts'
import type { Turn } from './Turns.ts'

/** Model requests in one turn: a whole shoot without stops takes about twenty. */
const MAX_STEPS = 60

/** ms without a byte after which the SDK takes an answer for cut off */
const IDLE_STREAM_MS = 45_000

type Conversation = {
  settings: RunnerSettings
  folders: SessionFolders
  systemPrompt: string
  shoot: McpSdkServerConfigWithInstance
  mailbox: Mailbox
  currentTurn(): Turn
  /** Where the transcript is kept. */
  store: SessionStore
  /** True to go on from the transcript, false to begin one under the session's id. */
  resume: boolean
}

/** Starts the Agent SDK on a mailbox. The query lives as long as the mailbox is open. */
export function openConversation({
  settings,
  folders,
  systemPrompt,
  shoot,
  mailbox,
  currentTurn,
  store,
  resume,
}: Conversation): Query {
  return query({
    prompt: mailbox,
    options: {
      ...(resume ? { resume: settings.SESSION_ID } : { sessionId: settings.SESSION_ID }),
      sessionStore: store,
      // Each entry goes out at once: a process that is killed loses only what it has not said to the end.
      sessionStoreFlush: 'eager',
      cwd: folders.work,
      model: settings.MODEL,
      ...(settings.EFFORT !== undefined && { effort: settings.EFFORT }),
      systemPrompt,
      settingSources: ['project'],
      skills: ['editorial-photography', 'fashion-shoot-pipeline'],
      tools: ['Read', 'Skill'],
      mcpServers: { shoot },
      mcpServersDelivery: 'initialize',
      strictMcpConfig: true,
      permissionMode: 'default',
      canUseTool: gateTool,
      hooks: { PostToolBatch: [{ hooks: [endAfterTools(currentTurn)] }] },
      includePartialMessages: true,
      // A person's words are words: no slash commands, and `@path` must not attach a file.
      verbatimPrompts: true,
      maxTurns: MAX_STEPS,
      pathToClaudeCodeExecutable: findClaudeExecutable(),
      env: sdkEnvironment(settings, folders.home),
      stderr: (text) => process.stderr.write(text),
    },
  })
}

/** All that the SDK's own process gets to see. */
function sdkEnvironment(settings: RunnerSettings, home: string): Record<string, string> {
  return {
    PATH: settings.PATH,
    TMPDIR: settings.TMPDIR,
    HOME: home,
    CLAUDE_CONFIG_DIR: configFolder(home),
    ANTHROPIC_BASE_URL: `${settings.GATEWAY_URL}/model`,
    ANTHROPIC_AUTH_TOKEN: settings.GATEWAY_TOKEN,
    API_TIMEOUT_MS: String(settings.MODEL_TIMEOUT_MS),
    CLAUDE_CODE_MAX_RETRIES: String(settings.MODEL_MAX_RETRIES),
    CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: String(IDLE_STREAM_MS),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_DISABLE_BUNDLED_SKILLS: '1',
    ...(settings.NODE_EXTRA_CA_CERTS !== undefined && { NODE_EXTRA_CA_CERTS: settings.NODE_EXTRA_CA_CERTS }),
  }
}
