import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setInterval } from 'node:timers/promises'

/**
 * The files that a process and all that it starts run from: programs, libraries, native modules and working folders. Linux only.
 *
 * @param pid of the process
 * @param signal ends the watch
 * @returns absolute paths, each once
 */
export async function watchProcessFiles(pid: number, signal: AbortSignal): Promise<Set<string>> {
  const files = new Set<string>()
  try {
    for await (const _ of setInterval(200, undefined, { signal })) {
      for (const each of processTree(pid)) for (const file of filesOf(each)) files.add(file)
    }
  } catch {
    // Asked to end.
  }
  return files
}

function processTree(pid: number): number[] {
  const children = attempt(() => readdirSync(`/proc/${pid}/task`), []).flatMap((thread) =>
    attempt(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim(), '')
      .split(' ')
      .filter((child) => child !== ''),
  )
  return [pid, ...children.flatMap((child) => processTree(Number(child)))]
}

function filesOf(pid: number): string[] {
  const links = ['exe', 'cwd'].map((name) => attempt(() => readlinkSync(`/proc/${pid}/${name}`), ''))
  // Lines end in the path of the file that the memory is mapped from, if it is one.
  const mapped = attempt(() => readFileSync(`/proc/${pid}/maps`, 'utf8'), '').match(/\/.*$/gm) ?? []
  return [...links, ...mapped].filter((path) => path.startsWith('/'))
}

/** Processes come and go while one looks. */
function attempt<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}
