import { createReadStream } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { configFolder } from './prepareFolders.ts'

/** What makes a transcript one: something that somebody said. */
const Message = z.object({ type: z.enum(['user', 'assistant']) })

/**
 * True when the SDK has a transcript of this conversation to go on from. One that a crash left without a single message is set aside: the
 * SDK could neither resume it nor begin anew under the same id.
 */
export async function openTranscript(home: string, sessionId: string): Promise<boolean> {
  const projects = join(configFolder(home), 'projects')
  const files = await readdir(projects, { recursive: true }).catch(() => [])
  const file = files.find((each) => each.endsWith(`${sessionId}.jsonl`))
  if (file === undefined) return false
  const transcript = join(projects, file)
  if (await hasMessage(transcript)) return true
  await rename(transcript, `${transcript}.broken`)
  console.error(`The transcript held no message and was set aside as ${file}.broken.`)
  return false
}

async function hasMessage(transcript: string): Promise<boolean> {
  const lines = createInterface({ input: createReadStream(transcript) })
  for await (const line of lines) {
    if (isMessage(line)) {
      lines.close()
      return true
    }
  }
  return false
}

function isMessage(line: string): boolean {
  try {
    return Message.safeParse(JSON.parse(line)).success
  } catch {
    return false
  }
}
