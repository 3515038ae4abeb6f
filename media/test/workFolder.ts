import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/** Resolves to the work folder that is made in `parent`, before anything is written into it. */
export async function workFolder(parent: string): Promise<string> {
  for (;;) {
    const name = entries(parent).find((each) => each.startsWith('.media-'))
    if (name !== undefined) return join(parent, name)
    await setImmediate()
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
