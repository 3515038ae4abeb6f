import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Finding, ok, wrong } from '../cloudflare/Finding.ts'

const Entry = z.object({
  version: z.string().optional(),
  link: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
})
const Lock = z.object({ packages: z.record(z.string(), Entry) })

/** Whether node_modules holds what the lock file says, by what npm has written down there. */
export function checkPackages(root: string): Finding {
  const read = (path: string) => Lock.parse(JSON.parse(readFileSync(join(root, path), 'utf8'))).packages
  const asked = read('package-lock.json')
  let there: typeof asked
  try {
    there = read('node_modules/.package-lock.json')
  } catch {
    return wrong('What is in node_modules was not put there by npm.\nType npm ci.')
  }
  const packages = Object.entries(asked).filter(([path, { link }]) => path.includes('node_modules/') && !link)
  const differences = packages.flatMap(([path, { version, optional, devOptional }]) => {
    const present = there[path]?.version
    // What is optional is often for another kind of machine.
    if (present === version || (present === undefined && (optional || devOptional))) return []
    return [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} ${present ?? 'is missing'}`]
  })
  const [first] = differences
  if (first === undefined) return ok(`${packages.length} packages as package-lock.json says`)
  const rest = differences.length === 1 ? '' : `, and ${differences.length - 1} more`
  return wrong(`node_modules does not hold what package-lock.json says (${first}${rest}).\nType npm ci.`)
}
