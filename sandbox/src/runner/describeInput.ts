import { basename } from 'node:path'

const MAX_CHARACTERS = 200

/** A tool's input as one short line for people: `pose: street-walk; direction: Dusk after rain`. Empty when there is none. */
export function describeInput(input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const line = Object.entries(input)
    .map(([key, value]) => `${key}: ${describeValue(key, value)}`)
    .join('; ')
  return line.length <= MAX_CHARACTERS ? line : `${line.slice(0, MAX_CHARACTERS - 1)}…`
}

function describeValue(key: string, value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  // A path says where this machine keeps its files, which is nobody's business.
  return key === 'file_path' ? basename(value) : value
}
