import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'jsonc-parser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTarget } from './Target.ts'
import { Project } from './test/Project.ts'
import { wrangler } from './wrangler.ts'

const ROOT = join(import.meta.dirname, '../..')
const CONFIG = join(ROOT, 'worker/wrangler.jsonc')

let project: Project
beforeAll(async () => {
  project = await Project.start()
})
afterAll(() => project.stop())

/** Wrangler in the scratch copy, with its environment. */
function dryWrangler(environment: string | null, args: string[]) {
  const target = readTarget(join(project.folder, 'worker/wrangler.jsonc'), environment)
  return wrangler(target, args, { env: project.environment })
}

it.each([null, 'staging'])(
  'wrangler takes the configuration of %s without a warning',
  { timeout: 60_000 },
  async (environment) => {
    const { worker: _, database, bucket, applications } = readTarget(CONFIG, environment)
    const { ok, stdout, stderr } = await dryWrangler(environment, ['deploy', '--dry-run', '--containers-rollout=none'])
    expect(ok, stderr).toBe(true)
    expect(stderr).toBe('')
    // As plain `npx wrangler deploy` does it too.
    expect(stdout).toContain('[custom build] Running: node ../scripts/build.ts sandbox studio')
    for (const name of [database.name, bucket, ...applications]) expect(stdout).toContain(name)
    expect(applications).toHaveLength(1)
  },
)

it('staging has what production has, under names of its own', () => {
  const production = parse(readFileSync(CONFIG, 'utf8'))
  const { staging } = production.env
  const bindings = (section: typeof production) => [
    section.d1_databases.map(({ binding }: { binding: string }) => binding),
    section.r2_buckets.map(({ binding }: { binding: string }) => binding),
    section.analytics_engine_datasets.map(({ binding }: { binding: string }) => binding),
    section.durable_objects.bindings,
    section.containers.map(({ class_name, image, image_build_context, instance_type }: Record<string, string>) => [
      class_name,
      image,
      image_build_context,
      instance_type,
    ]),
    Object.keys(section.vars),
  ]
  expect(bindings(staging)).toEqual(bindings(production))
  const names = [null, 'staging'].map((environment) => readTarget(CONFIG, environment))
  for (const own of [
    names.map(({ worker }) => worker),
    names.map(({ bucket }) => bucket),
    names.flatMap(({ applications }) => applications),
  ]) {
    expect(new Set(own).size).toBe(2)
  }
  expect(new Set(names.map(({ database }) => database.name)).size).toBe(2)
})

it("the Worker's Env has every binding of the configuration, of its type, and no other", {
  timeout: 60_000,
}, async () => {
  const { ok, stderr } = await dryWrangler(null, ['types', 'env.d.ts', '--include-runtime=false'])
  expect(ok, stderr).toBe(true)
  const generated = /interface __BaseEnv_Env \{\n(.*?)\n\}/s.exec(project.read('worker/env.d.ts'))?.[1] ?? ''
  const own = /interface Env .*?\{\n(.*?)\n\}/s.exec(readFileSync(join(ROOT, 'worker/src/env.ts'), 'utf8'))?.[1] ?? ''
  const fields = (text: string) =>
    [...text.matchAll(/^\s+([A-Z_]+)\??: (.+?);?$/gm)].map(
      ([, name, type = '']) => `${name}: ${type.replace(/import\(.*?\)\./g, '')}`,
    )
  // Variables are read by the settings, which know what may be in them.
  const bindings = fields(generated).filter((field) => !field.includes('"'))
  expect(bindings.length).toBeGreaterThan(0)
  expect(fields(own).sort()).toEqual(bindings.sort())
})
