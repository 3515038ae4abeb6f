/** @module What `npm run record:sample` has written. */
import lines from './recording/log.jsonl?raw'

export { default as session } from './recording/session.json'

/** The log, entry by entry, as it was on the wire. */
export const log: unknown[] = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const urls = import.meta.glob<string>('./recording/*.{webp,mp4}', { eager: true, query: '?url', import: 'default' })

/** Where a file of the recording is. Throws for one that it has not. */
export function fileUrl(name: string): string {
  const url = urls[`./recording/${name}`]
  if (url === undefined) throw new Error(`The recording has no ${name}.`)
  return url
}
