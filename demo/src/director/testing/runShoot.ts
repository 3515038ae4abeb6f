/** A shoot through the real Agent SDK: its command line talks to the director, its tools are stand-ins. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSdkMcpServer, query, type SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import type { Asked, createShootTools } from './shootTools.ts'

const AGENT_FOLDER = fileURLToPath(new URL('../../../../agent', import.meta.url))

export type Turn = { words: string; said: string; asked: Asked[]; failed: boolean }

type Options = {
  url: string
  model: string
  tools: ReturnType<typeof createShootTools>
  /** The array that the tools write to. */
  asked: Asked[]
  /** What the person says, turn by turn. */
  words: string[]
}

export async function runShoot({ url, model, tools, asked, words }: Options): Promise<Turn[]> {
  const home = await mkdtemp(join(tmpdir(), 'director-'))
  const turns: Turn[] = []
  let answered: () => void = () => {}
  async function* person(): AsyncGenerator<SDKUserMessage> {
    for (const content of words) {
      turns.push({ words: content, said: '', asked: [], failed: false })
      const over = new Promise<void>((resolve) => {
        answered = resolve
      })
      yield { type: 'user', message: { role: 'user', content }, parent_tool_use_id: null, session_id: '' }
      await over
    }
  }
  try {
    const messages = query({
      prompt: person(),
      options: {
        cwd: AGENT_FOLDER,
        env: {
          HOME: home,
          CLAUDE_CONFIG_DIR: join(home, '.claude'),
          ANTHROPIC_BASE_URL: url,
          ANTHROPIC_API_KEY: 'demo',
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
          CLAUDE_CODE_DISABLE_BUNDLED_SKILLS: '1',
          CLAUDE_CODE_MAX_RETRIES: '2',
        },
        model,
        systemPrompt: 'You are the director of a fashion shoot.',
        settingSources: ['project'],
        skills: ['editorial-photography', 'fashion-shoot-pipeline'],
        tools: ['Read', 'Skill'],
        verbatimPrompts: true,
        allowedTools: ['Read', 'Skill', 'mcp__shoot'],
        permissionMode: 'dontAsk',
        mcpServers: { shoot: createSdkMcpServer({ name: 'shoot', tools }) },
      },
    })
    let seen = 0
    for await (const message of messages) {
      const turn = turns.at(-1)
      if (!turn) continue
      if (message.type === 'assistant')
        for (const block of message.message.content) if (block.type === 'text') turn.said += `${block.text}\n`
      if (message.type === 'result') {
        turn.failed = message.is_error
        turn.asked = asked.slice(seen)
        seen = asked.length
        answered()
      }
    }
    return turns
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
