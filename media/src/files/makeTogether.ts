import { realpath, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { aborted } from '../aborted.ts'
import { MediaError } from '../MediaError.ts'
import { cannotWrite } from './cannotWrite.ts'
import { lendFolder } from './lendFolder.ts'

/**
 * Lets `work` make files in folders beside `outs`, then moves them there: a reader sees the old file or the whole new one, none
 * appears before all are made, and a failure leaves nothing behind, no new folder either.
 *
 * @param work gets a path to write for each of `outs`
 * @throws what `work` throws, or MediaError `wrongUse` (two of `outs` are one place), `cannotWrite` or `aborted`
 */
export async function makeTogether<T>(
  outs: readonly string[],
  work: (targets: readonly string[]) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const places = outs.map((out) => resolve(out))
  await Promise.all(outs.map(refuseHopeless))
  const parents = [...new Set(places.map((place) => dirname(place)))]
  return lendFolders(parents, async (folders) => {
    await refuseOnePlaceTwice(outs)
    const targets = places.map((place, i) => join(folders[parents.indexOf(dirname(place))] ?? '', `made-${i}`))
    const result = await work(targets)
    if (signal?.aborted) throw aborted()
    for (const [i, target] of targets.entries()) {
      await rename(target, places[i] ?? '').catch((error: Error) => {
        throw cannotWrite(outs[i] ?? '', error)
      })
    }
    return result
  })
}

async function lendFolders<T>(
  [parent, ...rest]: readonly string[],
  work: (folders: readonly string[]) => Promise<T>,
): Promise<T> {
  if (parent === undefined) return work([])
  return lendFolder(parent, (folder) => lendFolders(rest, (others) => work([folder, ...others])))
}

/** What cannot be the place of a plain file, by its name or by what is there, is found before there is work to lose. */
async function refuseHopeless(out: string): Promise<void> {
  const old = await stat(resolve(out)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw cannotWrite(out, error)
  })
  if (out.endsWith('/') || old?.isDirectory()) throw cannotWrite(out, 'it is a folder')
  if (old && !old.isFile()) throw cannotWrite(out, 'it is a pipe or a device')
}

/** Links can make one folder of two; by now all folders are there. */
async function refuseOnePlaceTwice(outs: readonly string[]): Promise<void> {
  const places = await Promise.all(outs.map(async (out) => join(await realpath(dirname(resolve(out))), basename(out))))
  const second = outs.find((_, i) => places.indexOf(places[i] ?? '') < i)
  if (second === undefined) return
  throw new MediaError('wrongUse', `${second} is the place of two outputs.`, 'Give each a name of its own.')
}
