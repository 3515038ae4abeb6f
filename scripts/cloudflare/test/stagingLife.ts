import { afterAll, beforeAll, expect, it } from 'vitest'
import { Project } from './Project.ts'
import { ACCOUNT } from './StandInCloudflare.ts'
import { type Studio, startStudio } from './startStudio.ts'

const WORKER = 'fashion-shoot-agent-staging'
const APPLICATION = 'fashion-shoot-agent-staging-sandbox'
const PRODUCTION_IMAGE = 'fashion-shoot-agent-sandbox:1234abcd'

/** A second deployment's life beside production: each test goes on from where the one before it left the account. */
export function stagingLife(): void {
  let project: Project
  let studio: Studio

  beforeAll(async () => {
    project = await Project.start()
    studio = await startStudio()
    await project.seed(null)
    await project.seed('staging')
    const { tags } = project.cloudflare.containers.registry
    for (const image of [`${APPLICATION}:old1`, `${APPLICATION}:old2`, PRODUCTION_IMAGE])
      tags.set(`${ACCOUNT}/${image}`, 'sha256:0')
  })
  afterAll(async () => {
    await studio.stop()
    await project.stop()
  })

  const containers = () => project.cloudflare.containers
  const versions = () => project.cloudflare.workers.scripts.get(WORKER)?.versions

  it('keeps the old images when the new one cannot be built', async () => {
    const before = containers().registry.images
    const { code, output } = await project.run('deployClean', ['--env', 'staging', '--yes'], {
      DOCKER_FAILS: '^build ',
    })
    expect(code, output).toBe(1)
    expect(output).toContain('Nothing was changed on Cloudflare')
    expect(containers().registry.images).toEqual(before)
    expect(project.cloudflare.calls).not.toContain(`PUT /workers/scripts/${WORKER}`)
  })

  it('keeps the old images when a migration fails', async () => {
    const before = containers().registry.images
    project.write('worker/migrations/9999_bad.sql', 'ALTER TABLE nowhere ADD x text;\n')
    const { code, output } = await project.run('deployClean', ['--env', 'staging', '--yes'])
    project.remove('worker/migrations/9999_bad.sql')
    expect(code, output).toBe(1)
    expect(output).toContain('were not all applied')
    expect(containers().registry.images).toEqual(before)
  })

  it('deploys from nothing: no build cache, no old image, and only its own', async () => {
    project.dockerCalls()
    const { code, output } = await project.run('deployClean', ['--env', 'staging', '--yes', '--url', studio.url])
    expect(code, output).toBe(0)
    const calls = project.dockerCalls()
    const prune = calls.indexOf('builder prune -a -f')
    expect(prune).toBeGreaterThan(-1)
    expect(calls.findIndex((call) => call.startsWith('build '))).toBeGreaterThan(prune)
    expect(output).toContain(`${APPLICATION}:old1, ${APPLICATION}:old2`)
    const images = containers().registry.images
    expect(images).toHaveLength(2)
    expect(images).toContain(PRODUCTION_IMAGE)
    expect(containers().applications).toMatchObject([{ name: APPLICATION, max_instances: 2 }])
    expect(versions()).toHaveLength(1)
  })

  it('deploys the Worker alone, and leaves the container as it is', async () => {
    const running = structuredClone(containers().applications)
    project.dockerCalls()
    const { code, output } = await project.run('deploy', ['--env', 'staging', '--skip-containers', '--url', studio.url])
    expect(code, output).toBe(0)
    expect(output).toContain('ANTHROPIC_API_KEY is not set: no director until then')
    expect(versions()).toHaveLength(2)
    expect(versions()?.[0]?.upload).toMatchObject({ containers: [{ class_name: 'Sandbox' }] })
    expect(containers().applications).toEqual(running)
    expect(project.dockerCalls()).toEqual([])
  })

  it('takes it down, and keeps the data when asked to', async () => {
    const refused = await project.run('teardown', ['--env', 'staging', '--confirm', 'fashion-shoot-agent'])
    expect(refused.code).toBe(2)
    expect(versions()).toHaveLength(2)
    const { code, output } = await project.run('teardown', ['--env', 'staging', '--keep-data', '--confirm', WORKER])
    expect(code, output).toBe(0)
    expect(versions()).toBeUndefined()
    expect(containers().applications).toEqual([])
    expect(containers().registry.images).toEqual([PRODUCTION_IMAGE])
    expect(project.cloudflare.databases.names).toContain('fashion-shoot-sessions-staging')
    expect(project.cloudflare.buckets.names).toContain('fashion-shoot-storage-staging')
  })
}
