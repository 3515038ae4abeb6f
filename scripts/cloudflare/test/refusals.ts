import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOT_SET_UP } from '../Target.ts'
import { Project } from './Project.ts'

const PRODUCTION = 'fashion-shoot-agent'

/** What the commands refuse, and in which words. */
export function refusals(): void {
  let project: Project

  beforeAll(async () => {
    project = await Project.start()
    await project.seed(null)
  })
  afterAll(() => project.stop())

  /** What changed something on Cloudflare since the test began. */
  function changes(from: number): string[] {
    return project.cloudflare.calls.slice(from).filter((call) => !call.startsWith('GET ') && !call.endsWith('/query'))
  }

  it('refuses to deploy what would not work, all of it at once, each with what to do', async () => {
    const from = project.cloudflare.calls.length
    const files = ['worker/package.json', 'sandbox/Dockerfile']
    const [manifest = '', dockerfile = ''] = files.map((path) => project.read(path))
    project.write(
      'worker/package.json',
      manifest
        .replace('"@cloudflare/sandbox": "', '"@cloudflare/sandbox": "^0.11.0 || ')
        .replace(/"hono": "[^"]*"/, '"hono": "4.0.0"'),
    )
    project.write('sandbox/Dockerfile', `${dockerfile}\nCMD ["node", "host.js"]\n`)
    const { code, output } = await project.run('deploy', [], { DOCKER_FAILS: '^info', CLOUDFLARE_API_TOKEN: '' })
    project.write('worker/package.json', manifest)
    project.write('sandbox/Dockerfile', dockerfile)
    expect(code).toBe(1)
    expect(output).toMatch(
      /package\.json asks for \^0\.11\.0 .*, package-lock\.json installs [\d.]+, sandbox\/Dockerfile builds on [\d.]+\./,
    )
    expect(output).toMatch(/sandbox\/Dockerfile has CMD in line \d+/)
    expect(output).toMatch(/package-lock\.json does not agree with the manifests \(.*hono.*\)\.\n {2}Type npm install/)
    expect(output).toContain('its engine does not answer (docker: told to fail')
    expect(output).toContain('--skip-containers')
    expect(output).toContain('Type npx wrangler login, or set CLOUDFLARE_API_TOKEN')
    expect(output).toContain('5 things have to be mended')
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    expect(project.dockerCalls().some((call) => call.startsWith('build '))).toBe(false)
    expect(changes(from)).toEqual([])
  })

  it('refuses a database that the account does not have, and one that was never set up', {
    timeout: 60_000,
  }, async () => {
    const configuration = project.read('worker/wrangler.jsonc')
    const id = /"database_id": "([^"]*)"/.exec(configuration)?.[1] ?? ''
    const other = randomUUID()
    project.write('worker/wrangler.jsonc', configuration.replace(id, other))
    const foreign = await project.run('doctor', ['--skip-containers'])
    project.write('worker/wrangler.jsonc', configuration)
    expect(foreign.code).toBe(1)
    expect(foreign.output).toContain(`The account has no database of the id ${other}`)
    const staging = await project.run('migrate', ['--env', 'staging'])
    expect(staging.code).toBe(1)
    expect(staging.output).toContain('is not set up yet.\nType npm run setup:cloudflare -- --env staging')
  })

  it('does not deploy the Worker when a migration fails, and leaves the database whole', {
    timeout: 60_000,
  }, async () => {
    const from = project.cloudflare.calls.length
    project.write('worker/migrations/9998_good.sql', 'CREATE TABLE good (id text);\n')
    project.write('worker/migrations/9999_bad.sql', 'CREATE TABLE half (id text);\nALTER TABLE nowhere ADD x text;\n')
    const { code, output } = await project.run('deploy')
    project.remove('worker/migrations/9998_good.sql')
    project.remove('worker/migrations/9999_bad.sql')
    expect(code).toBe(1)
    expect(output).toContain('were not all applied')
    expect(output).toContain('wrangler: ')
    expect(output).toContain('no such table: nowhere')
    const tables = project.cloudflare.databases.tables('fashion-shoot-sessions')
    expect(tables).toContain('good')
    expect(tables).not.toContain('half')
    expect(changes(from)).toEqual([])
    expect(project.cloudflare.workers.scripts.has(PRODUCTION)).toBe(false)
  })

  it('leaves a database of the same name alone that is another project’s', async () => {
    const { databases } = project.cloudflare
    const configuration = project.read('worker/wrangler.jsonc')
    const id = /"database_id": "([^"]*)"/.exec(configuration)?.[1] ?? ''
    const before = databases.tables('fashion-shoot-sessions')
    databases.exec('fashion-shoot-sessions', before.map((table) => `DROP TABLE "${table}"`).join(';'))
    databases.exec('fashion-shoot-sessions', 'CREATE TABLE sessions (id text, pipeline_stage text)')
    const forgotten = configuration.replace(id, NOT_SET_UP)
    project.write('worker/wrangler.jsonc', forgotten)
    const { code, output } = await project.run('setup', ['--yes'])
    expect(code).toBe(1)
    expect(output).toContain('it belongs to something else: it has the tables sessions.')
    expect(project.read('worker/wrangler.jsonc')).toBe(forgotten)
    expect(databases.tables('fashion-shoot-sessions')).toEqual(['sessions'])
    databases.exec('fashion-shoot-sessions', 'DROP TABLE sessions')
    project.write('worker/wrangler.jsonc', configuration)
  })

  it('does not deploy the Worker alone where no container would serve it', async () => {
    const from = project.cloudflare.calls.length
    const { code, output } = await project.run('deploy', ['--skip-containers'])
    expect(code).toBe(1)
    expect(output).toContain('has no container yet')
    expect(changes(from)).toEqual([])
  })

  it.each([
    ['deploy', { npm_config_dry_run: 'true' }, 'npm run deploy -- --dry-run'],
    ['teardown', { npm_config_env: 'staging' }, 'npm run teardown -- --env staging'],
    ['teardown', { npm_config_keep_data: 'true' }, 'npm run teardown -- --keep-data'],
  ])('does nothing when npm has kept an option to itself: %s %j', async (name, env, words) => {
    const from = project.cloudflare.calls.length
    const { code, output } = await project.run(name, ['--confirm', PRODUCTION].slice(name === 'deploy' ? 2 : 0), env)
    expect(output).toContain(words)
    expect(code).toBe(2)
    expect(project.cloudflare.calls.slice(from)).toEqual([])
  })

  it('tells of a token that Cloudflare refuses without a stack trace', async () => {
    const { code, output } = await project.run('doctor', ['--skip-containers'], { CLOUDFLARE_API_TOKEN: 'wrong' })
    expect(code).toBe(1)
    expect(output).not.toMatch(/^\s+(wrangler: +)?at .*:\d+:\d+\)?$/m)
  })

  it('says how to choose among several accounts, and how to switch R2 on', async () => {
    const [account] = project.cloudflare.accounts
    project.cloudflare.accounts.push({ id: 'f'.repeat(32), name: 'Another' })
    const several = await project.run('setup', ['--yes'], { CLOUDFLARE_ACCOUNT_ID: '' })
    project.cloudflare.accounts.pop()
    expect(several.code).toBe(2)
    expect(several.output).toContain(`Set CLOUDFLARE_ACCOUNT_ID to one of:\n  ${account?.id}  ${account?.name}\n  ffff`)

    project.cloudflare.buckets.enabled = false
    const switchedOff = await project.run('setup', ['--yes'])
    project.cloudflare.buckets.enabled = true
    expect(switchedOff.code).toBe(1)
    expect(switchedOff.output).toContain('Please enable R2 through the Cloudflare Dashboard. [code: 10042]')
    expect(switchedOff.output).toContain('https://dash.cloudflare.com/?to=/:account/r2')
  })

  it.each([
    ['setup', ['--env', 'nowhere'], 'It has: production (no --env), staging.'],
    ['setup', ['--secrets-from-env', '--yes'], 'FAL_KEY: A key of fal has two parts, id:secret.'],
    ['deploy', ['--quickly'], "unknown option '--quickly'"],
    ['deploy', ['--wait', 'long'], 'Give a number of seconds.'],
    ['teardown', [], '--confirm fashion-shoot-agent'],
    ['teardown', ['--confirm', 'fashion'], '--confirm says "fashion"; this is fashion-shoot-agent.'],
  ])('tells wrong use from failure: %s %j', async (name, args, words) => {
    const { code, output } = await project.run(name, args, { FAL_KEY: 'half-a-key' })
    expect(output).toContain(words)
    expect(code).toBe(2)
    expect(output).not.toContain('half-a-key')
  })

  it.each(['setup', 'deploy', 'deployClean', 'doctor', 'migrate', 'logs', 'health', 'teardown'])(
    '%s says what it is for',
    async (name) => {
      const { code, output } = await project.help(name)
      expect(code).toBe(0)
      expect(output).toMatch(/^Usage: npm run [\w:]+ -- \[options\]/)
      expect(output).toMatch(name === 'logs' ? /Examples:/ : /Exit codes: 0 /)
    },
  )
}
