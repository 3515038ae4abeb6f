import { readdir, readFile } from 'node:fs/promises'

/** Memory in bytes of a process's descendants together, without the process itself; undefined where there is no /proc. */
export async function processTreeBytes(pid: number): Promise<number | undefined> {
  const children = await childrenOf(pid)
  if (children === undefined) return undefined
  const parts = await Promise.all(
    children.map(async (child) => (await ownBytes(child)) + ((await processTreeBytes(child)) ?? 0)),
  )
  return parts.reduce((sum, bytes) => sum + bytes, 0)
}

/** Children are kept by the thread that began them, so all of the process's threads are asked. */
async function childrenOf(pid: number): Promise<number[] | undefined> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => undefined)
  if (threads === undefined) return undefined
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  )
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}

/** The proportional share: a page that n processes map counts as one n-th of itself. */
async function ownBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024
}
