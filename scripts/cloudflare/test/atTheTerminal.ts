import { afterAll, beforeAll, expect, it } from 'vitest'
import { Project } from './Project.ts'

const WORKER = 'fashion-shoot-agent'
const ENTER = '\r'
/** Ctrl-U: deletes what was typed. */
const CLEAR = '\u0015'

/** What a person sees and types. */
export function atTheTerminal(): void {
  let project: Project
  beforeAll(async () => {
    project = await Project.start()
    await project.seed(null)
  })
  afterAll(() => project.stop())

  const secrets = () => Object.fromEntries(project.cloudflare.workers.scripts.get(WORKER)?.secrets ?? [])

  it('stops where the person stops', async () => {
    const from = project.cloudflare.calls.length
    const { code, output } = await project.runAtTerminal('setup', [], [['Go on?', '\u0003']])
    expect(code).toBe(1)
    expect(output).toContain('Stopped. What was done before is kept')
    expect(project.cloudflare.calls.slice(from).filter((call) => !call.startsWith('GET '))).toEqual([])
  })

  it('asks for each secret without showing it; keeps what is set unless told otherwise, and half of a pair never', async () => {
    project.cloudflare.workers.putSecrets(WORKER, { ANTHROPIC_API_KEY: 'sk-ant-old', FAL_KEY: 'old:key' })
    const { code, output } = await project.runAtTerminal(
      'setup',
      [],
      [
        ['Go on?', ENTER],
        ['ANTHROPIC_API_KEY: set already. Replace?', 'y'],
        ['ANTHROPIC_API_KEY (', `two words${ENTER}`],
        ['is one word', `${CLEAR}sk-ant-new${ENTER}`],
        ['FAL_KEY: set already. Replace?', ENTER],
        ['KLING_ACCESS_KEY', `lonely${ENTER}`],
        ['KLING_SECRET_KEY', ENTER],
        ['AWS_ACCESS_KEY_ID', ENTER],
      ],
    )
    expect(code, output).toBe(0)
    expect(secrets()).toEqual({ ANTHROPIC_API_KEY: 'sk-ant-new', FAL_KEY: 'old:key' })
    expect(output).toContain('KLING_SECRET_KEY is missing: neither is stored')
    for (const secret of ['two words', 'sk-ant-new', 'lonely', 'old:key'])
      expect(project.whoHolds(secret, output)).toEqual([])
  })

  it('deletes nothing for a wrong name', async () => {
    const { code, output } = await project.runAtTerminal(
      'teardown',
      [],
      [
        ['Delete all of it?', ENTER],
        ['type the name of the Worker', `studio${ENTER}`],
      ],
    )
    expect(code).toBe(1)
    expect(output).toContain('"studio" is not fashion-shoot-agent. Nothing was deleted.')
    expect(secrets()).not.toEqual({})
    expect(project.cloudflare.databases.names).toHaveLength(1)
  })
}
