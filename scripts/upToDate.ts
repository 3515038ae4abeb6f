import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A short text that changes whenever a file under the given paths appears, goes, is resized or gets another modification time.
 * Tests and built output do not count.
 */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) visit(path, hash)
  return hash.digest('hex')
}

function visit(path: string, hash: ReturnType<typeof createHash>): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\0`)
    return
  }
  for (const name of readdirSync(path).sort()) {
    if (name !== 'node_modules' && name !== 'dist' && !name.includes('.test.')) visit(join(path, name), hash)
  }
}

/** Remembers what a workspace was built from. The note goes with `node_modules`, so new packages mean new builds. */
export function buildNote(root: string, workspace: string) {
  const file = join(root, 'node_modules/.cache/fashion-shoot-build', workspace)
  return {
    matches: (print: string) =>
      existsSync(join(root, workspace, 'dist')) && existsSync(file) && readFileSync(file, 'utf8') === print,
    write: (print: string) => {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, print)
    },
  }
}
