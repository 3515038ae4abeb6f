import { namedEasings } from '../curve/namedEasings.ts'

/** For the end of a command's help. */
export function easingNames(): string {
  const names = Object.keys(namedEasings)
  const width = Math.max(...names.map(({ length }) => length)) + 2
  const rows = Array.from({ length: Math.ceil(names.length / 4) }, (_, row) => names.slice(4 * row, 4 * row + 4))
  return `\nEasings:\n${rows.map((row) => `  ${row.map((name) => name.padEnd(width)).join('')}`.trimEnd()).join('\n')}`
}
