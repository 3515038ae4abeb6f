import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOT_SET_UP, readTarget } from '../Target.ts'
import { Project } from './Project.ts'
import { type Studio, startStudio } from './startStudio.ts'

const WORKER = 'fashion-shoot-agent'
const DATABASE = 'fashion-shoot-sessions'
const BUCKET = 'fashion-shoot-storage'
const KEYS = { ANTHROPIC_API_KEY: 'sk-ant-first-0123456789', FAL_KEY: 'fal-id:fal-secret-0123456789' }

/** Production's life, from nothing to nothing: each test goes on from where the one before it left the account. */
export function productionLife(): void {
  let project: Project
  let studio: Studio

  beforeAll(async () => {
    project = await Project.start()
    studio = await startStudio()
  })
  afterAll(async () => {
    await studio.stop()
    await project.stop()
  })

  const configuration = () => project.read('worker/wrangler.jsonc')
  const target = () => readTarget(`${project.folder}/worker/wrangler.jsonc`, null)
  const script = () => project.cloudflare.workers.scripts.get(WORKER)

  it('sets up: database, bucket, ids, migrations, secrets, and tells nobody the secrets', {
    timeout: 60_000,
  }, async () => {
    const before = configuration()
    const { code, output } = await project.run('setup', ['--yes', '--secrets-from-env'], KEYS)
    expect(code, output).toBe(0)
    const { cloudflare } = project
    expect(cloudflare.databases.names).toEqual([DATABASE])
    expect(cloudflare.databases.tables(DATABASE)).toEqual(
      expect.arrayContaining(['d1_migrations', 'sessions', 'assets']),
    )
    expect(cloudflare.buckets.names).toEqual([BUCKET])
    expect(cloudflare.databases.has(target().database.id)).toBe(true)
    expect(configuration()).toBe(before.replace(NOT_SET_UP, target().database.id))
    expect(Object.fromEntries(script()?.secrets ?? [])).toEqual(KEYS)
    expect(output).toContain('npm run deploy')
    for (const secret of Object.values(KEYS)) expect(project.whoHolds(secret, output)).toEqual([])
  })

  it('sets up again: finds all of it, and keeps the secrets that are there', async () => {
    const before = configuration()
    const again = { ...KEYS, ANTHROPIC_API_KEY: 'sk-ant-second', KLING_ACCESS_KEY: 'ka', KLING_SECRET_KEY: 'ks' }
    const { code, output } = await project.run('setup', ['--yes', '--secrets-from-env'], again)
    expect(code, output).toBe(0)
    expect(configuration()).toBe(before)
    expect(project.cloudflare.databases.names).toEqual([DATABASE])
    expect(output).toContain('set already: ANTHROPIC_API_KEY, FAL_KEY')
    expect(Object.fromEntries(script()?.secrets ?? [])).toEqual({
      ...KEYS,
      KLING_ACCESS_KEY: 'ka',
      KLING_SECRET_KEY: 'ks',
    })
  })

  it('deploys: looks, builds the image, migrates, uploads, and waits until all is well', {
    timeout: 90_000,
  }, async () => {
    project.write('worker/migrations/9999_later.sql', 'CREATE TABLE later (id text);\n')
    studio.parts('down', 'ok')
    project.dockerCalls()
    const callsBefore = project.cloudflare.calls.length
    const { code, output } = await project.run('deploy', ['--url', studio.url, '--wait', '60'])
    expect(code, output).toBe(0)

    const { cloudflare } = project
    const calls = cloudflare.calls.slice(callsBefore)
    const upload = calls.indexOf(`PUT /workers/scripts/${WORKER}`)
    expect(upload).toBeGreaterThan(calls.indexOf(`POST /d1/database/${target().database.id}/query`))
    expect(cloudflare.databases.tables(DATABASE)).toContain('later')

    const deployed = script()
    expect(deployed).toMatchObject({ migrationTag: 'v3', onWorkersDev: true })
    expect([...(deployed?.classes.keys() ?? [])].sort()).toEqual(['Dispatcher', 'Sandbox', 'Session'])
    expect(deployed?.crons).toEqual(['23 3 * * *'])
    expect(deployed?.assets).toContain('/index.html')
    expect(deployed?.secrets.size).toBe(4)
    const names = deployed?.versions[0]?.upload.bindings.map(({ name }) => name).sort()
    expect(names).toEqual(['ASSETS', 'DB', 'DISPATCHER', 'ENVIRONMENT', 'METRICS', 'SANDBOX', 'SESSION', 'STORAGE'])

    expect(cloudflare.containers.applications).toMatchObject([{ name: `${WORKER}-sandbox`, max_instances: 10 }])
    const builds = project.dockerCalls().filter((call) => call.startsWith('build '))
    expect(builds).toHaveLength(2)
    expect(project.read('docker/Dockerfile')).toBe(project.read('sandbox/Dockerfile'))
    expect(output).toContain('not yet: sandbox: is down')
    expect(output).toContain('clips: its key is not set')
  })

  it('takes it down, tells what stays when it cannot go on, and goes on from there', async () => {
    const { buckets } = project.cloudflare
    buckets.put(
      BUCKET,
      Array.from({ length: 1200 }, (_, index) => `outputs/${index}`),
    )
    buckets.locked.add('outputs/7')
    const first = await project.run('teardown', ['--confirm', WORKER])
    expect(first.code, first.output).toBe(1)
    expect(first.output).toContain('"outputs/7" stays')
    expect(script()).toBeUndefined()
    expect(project.cloudflare.containers.applications).toEqual([])
    expect(project.cloudflare.containers.registry.images).toEqual([])

    buckets.locked.clear()
    const second = await project.run('teardown', ['--confirm', WORKER])
    expect(second.code, second.output).toBe(0)
    expect(buckets.names).toEqual([])
    expect(project.cloudflare.databases.names).toEqual([])
    expect(target().database.id).toBe(NOT_SET_UP)
  })
}
