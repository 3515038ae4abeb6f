import { afterAll, beforeAll, expect, it } from 'vitest'
import { Project } from './Project.ts'

const WORKER = 'fashion-shoot-agent'
const ENTER = '\r'

/** What a person sees and types. */
export function atTheTerminal(): void {
  let project: Project
  beforeAll(async () => {
    project = await Project.start()
    await project.seed(null)
  })
  afterAll(() => project.stop())

  const secrets = () => Object.fromEntries(project.cloudflare.workers.scripts.get(WORKER)?.secrets ?? [])

  it('asks for each secret without showing it, and for neither of a pair when one is skipped', async () => {
    const { code, output } = await project.runAtTerminal(
      'setup',
      [],
      [
        ['Go on?', ENTER],
        ['ANTHROPIC_API_KEY', `sk-ant-typed${ENTER}`],
        ['FAL_KEY', `half${ENTER}`],
        ['has two parts', `:other${ENTER}`],
        ['KLING_ACCESS_KEY', `lonely${ENTER}`],
        ['KLING_SECRET_KEY', ENTER],
        ['AWS_ACCESS_KEY_ID', ENTER],
      ],
    )
    expect(code, output).toBe(0)
    expect(secrets()).toEqual({ ANTHROPIC_API_KEY: 'sk-ant-typed', FAL_KEY: 'half:other' })
    expect(output).toContain('KLING_SECRET_KEY is missing: neither is stored')
    for (const secret of ['sk-ant-typed', 'half', 'other', 'lonely'])
      expect(project.whoHolds(secret, output)).toEqual([])
  })

  it('replaces a secret only when told to, and stops where the person stops', async () => {
    const { code, output } = await project.runAtTerminal(
      'setup',
      [],
      [
        ['Go on?', ENTER],
        ['ANTHROPIC_API_KEY: set already. Replace?', 'y'],
        ['ANTHROPIC_API_KEY (', `sk-ant-newer${ENTER}`],
        ['FAL_KEY: set already. Replace?', ENTER],
        ['KLING_ACCESS_KEY', '\u0003'],
      ],
    )
    expect(code).toBe(1)
    expect(output).toContain('Stopped. What was done before is kept')
    expect(secrets().ANTHROPIC_API_KEY).toBe('sk-ant-typed')
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
