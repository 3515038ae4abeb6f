import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the checkout that holds this program, from its sources and from its bundle alike. */
export function repoRoot(from: string = import.meta.dirname): string {
  const file = join(from, 'package.json')
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'fashion-shoot-agent') return from
  if (dirname(from) === from) throw new Error('This program does not lie in a checkout of fashion-shoot-agent.')
  return repoRoot(dirname(from))
}
