import type { Call } from './readConversation.ts'

/** How a tool says what it has made, though it failed of others. */
const KEPT = /\bmade and kept: ([^.]*)\./i

/** The input of a call that failed, less what it has made all the same: nobody pays for that twice. */
export function restOfCall({ input, result }: Call): Record<string, unknown> {
  const kept = new Set<number | undefined>((KEPT.exec(result?.text ?? '')?.[1]?.match(/\d/g) ?? []).map(Number))
  const left = Object.entries(input).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((one) => !kept.has(numberOf(one))) : value,
  ])
  return Object.fromEntries(left)
}

/** `3`, `{ clip: 3, movement }` and `{ frame: 3, instruction }` are about the third. */
function numberOf(one: number | { clip?: number; frame?: number }): number | undefined {
  return typeof one === 'number' ? one : (one.clip ?? one.frame)
}
