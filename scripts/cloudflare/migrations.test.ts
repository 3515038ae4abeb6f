import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTarget } from './Target.ts'
import { Project } from './test/Project.ts'
import { wrangler } from './wrangler.ts'

const FOLDER = join(import.meta.dirname, '../../worker/migrations')
const MIGRATIONS = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'))

/** What the Worker that is deployed so far goes on working with: `deployTarget` migrates before it deploys. */
const HARMLESS = /^(CREATE (TABLE|(UNIQUE )?INDEX)|ALTER TABLE \S+ ADD|DROP INDEX|INSERT INTO|UPDATE) /

let project: Project
beforeAll(async () => {
  project = await Project.start()
})
afterAll(() => project.stop())

it.each(MIGRATIONS)('%s takes nothing away that the Worker before it uses', (name) => {
  const statements = readFileSync(join(FOLDER, name), 'utf8')
    .split(/-->\s*statement-breakpoint|;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter(Boolean)
  expect(statements.length).toBeGreaterThan(0)
  for (const statement of statements) expect(statement).toMatch(HARMLESS)
})

it('wrangler brings a local D1 from the first state to the last', { timeout: 60_000 }, async () => {
  const target = readTarget(join(project.folder, 'worker/wrangler.jsonc'), null)
  const apply = () =>
    wrangler(target, ['d1', 'migrations', 'apply', target.database.name, '--local', '--persist-to', project.folder], {
      env: project.environment,
    })
  const [first = '', ...later] = MIGRATIONS
  for (const name of later) project.remove(`worker/migrations/${name}`)
  const one = await apply()
  expect(one.ok, one.stderr).toBe(true)
  for (const name of later) project.write(`worker/migrations/${name}`, readFileSync(join(FOLDER, name), 'utf8'))
  const rest = await apply()
  expect(rest.ok, rest.stderr).toBe(true)
  for (const name of later) expect(rest.stdout).toContain(name)
  expect(rest.stdout).not.toContain(first)
})
