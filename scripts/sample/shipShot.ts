import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asset, LoggedEvent } from '../../protocol/src/index.ts'
import type { Shot } from './shootSample.ts'
import { shrinkClip, shrinkPicture } from './shrink.ts'

/** What a shoot that is over needs no more: what only told how far things were. */
const PASSING = ['progress', 'status', 'message_type_hint', 'text_delta', 'preview']

/**
 * Writes a shoot as the page ships it: its log, and a small copy of each file, of which the log then tells.
 *
 * @param url where the product answers that has it
 * @param folder for what is shipped, which is there and empty
 * @param work a folder for what comes between
 */
export async function shipShot(url: string, { session, log }: Shot, folder: string, work: string): Promise<void> {
  const blurs = new Map(
    log.flatMap(({ event }) => (event.type === 'preview' ? [[event.assetId, event.thumbhash]] : [])),
  )
  const lines: LoggedEvent[] = []
  for (const { seq, event } of log) {
    if (PASSING.includes(event.type)) continue
    if (event.type !== 'asset') lines.push({ seq, event })
    else {
      const thumbhash = blurs.get(event.asset.id) ?? event.asset.thumbhash
      lines.push({
        seq,
        event: { ...event, asset: { ...(await shipFile(url, event.asset, folder, work)), thumbhash } },
      })
    }
  }
  await writeFile(join(folder, 'log.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const shipped = { ...session, coverHasPreview: false }
  await writeFile(join(folder, 'session.json'), `${JSON.stringify(shipped, null, 2)}\n`)
}

/** Writes the small copy of a file; returns what is to be said of it. */
async function shipFile(url: string, asset: Asset, folder: string, work: string): Promise<Asset> {
  const original = join(work, asset.id)
  const answer = await fetch(`${url}/api/media/${asset.id}`)
  if (!answer.ok) throw new Error(`${answer.status} from ${answer.url}`)
  await writeFile(original, Buffer.from(await answer.arrayBuffer()))
  const isClip = asset.contentType === 'video/mp4'
  const name = `${(asset.slot ?? asset.role ?? 'reference').replace('_', '-')}-v${asset.version}`
  const fileName = `${name}.${isClip ? 'mp4' : 'webp'}`
  const out = join(folder, fileName)
  const small = await (isClip ? shrinkClip : shrinkPicture)(original, out)
  const bytes = await readFile(out)
  return {
    ...asset,
    ...small,
    fileName,
    contentType: isClip ? 'video/mp4' : 'image/webp',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    // What only a server could answer: a smaller copy still, and what the job cost.
    hasPreview: false,
    jobId: null,
  }
}
