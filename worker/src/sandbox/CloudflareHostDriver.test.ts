import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { StandInSandbox } from '../../test/StandInSandbox.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'
import { TimeLimitError } from '../withTimeLimit.ts'
import { AgentHost } from './AgentHost.ts'
import { AgentHostError } from './AgentHostError.ts'
import { CloudflareHostDriver, type StartReport } from './CloudflareHostDriver.ts'
import { MARK, StorageMount } from './StorageMount.ts'

let worker: RunningWorker
let bucket: R2Bucket
let sandbox: StandInSandbox
let reports: StartReport[]
let said: string[]

beforeAll(async () => {
  worker = await startWorker({})
  bucket = (await worker.bucket()) as unknown as R2Bucket
})
afterAll(() => worker.close())

beforeEach(() => {
  reports = []
  said = []
  sandbox = new StandInSandbox(async () => {
    const { objects } = await bucket.list()
    return await Promise.all(
      objects.map(async ({ key }) => ({ key, text: (await (await bucket.get(key))?.text()) ?? '' })),
    )
  })
})
afterEach(() => sandbox.sleep())

/** The session's driver, as a new life of the Session object makes it. */
function openDriver(limits: { answerMs?: number } = {}): CloudflareHostDriver {
  return new CloudflareHostDriver({
    sandbox: () => sandbox,
    hostToken: async () => 'secret',
    mount: openMount(),
    report: async (report) => void reports.push(report),
    askAgainMs: 20,
    ...limits,
  })
}

function openMount(): StorageMount {
  return new StorageMount(() => sandbox, bucket, { bucket: 'STORAGE', options: { readOnly: true } })
}

const waiting = { say: (message: string) => void said.push(message), isWanted: () => true }

describe('starting', () => {
  it('says so, gives the host what it needs and no secret of ours, and reports', async () => {
    const driver = openDriver()
    await driver.ready(waiting)
    expect(said).toEqual(['Starting a sandbox for the director…'])
    expect(sandbox.asked.environments).toEqual([{ HOST: '0.0.0.0', PORT: '8790', HOST_TOKEN: 'secret' }])
    expect(reports).toEqual([{ started: true, mount: { mounted: true } }])
    expect(await new AgentHost(driver).health()).toMatchObject({ ok: true })
  })

  it('says nothing and starts nothing where the host answers: after a deploy, or a long pause', async () => {
    await openDriver().ready(waiting)
    sandbox.restartObject()
    await openDriver().ready(waiting)
    expect(said).toHaveLength(1)
    expect(sandbox.container?.processes).toBe(1)
    expect(sandbox.asked).toMatchObject({ wakes: 1, processIds: [expect.any(String)] })
  })

  it('takes a new process id for each start, because a known one hides what still runs', async () => {
    await openDriver().ready(waiting)
    await sandbox.container?.killProcesses()
    await openDriver().ready(waiting)
    expect(new Set(sandbox.asked.processIds).size).toBe(2)
    expect(sandbox.container?.processes).toBe(1)
  })

  it('starts anew after the container has slept', async () => {
    const driver = openDriver()
    await driver.ready(waiting)
    await sandbox.sleep()
    await driver.ready(waiting)
    expect(await new AgentHost(driver).health()).toMatchObject({ ok: true })
    expect(reports).toHaveLength(2)
  })

  it('says in words of its own why the host did not start', async () => {
    const driver = new CloudflareHostDriver({
      sandbox: () => sandbox,
      // The host refuses to run without a token.
      hostToken: async () => '',
      mount: openMount(),
      report: async (report) => void reports.push(report),
    })
    await expect(driver.ready(waiting)).rejects.toThrow(/did not start.*HOST_TOKEN/s)
    expect(reports).toEqual([{ started: false, reason: expect.stringContaining('did not start') }])
  })
})

describe('a container that sleeps', () => {
  it('is not called: the call would hang for minutes', async () => {
    const driver = openDriver()
    await expect(driver.fetch('/health')).rejects.toThrow(AgentHostError)
    await expect(new AgentHost(driver).cancel('turn_x')).rejects.toThrow('asleep')
    expect(sandbox.asked).toMatchObject({ coldFetches: 0, wakes: 0 })
  })

  it('that passes for awake does not hold up whoever calls it', async () => {
    sandbox.isAwake = async () => true
    await expect(openDriver({ answerMs: 50 }).fetch('/health')).rejects.toThrow(TimeLimitError)
    expect(sandbox.asked.coldFetches).toBe(1)
  })
})

describe('when all containers are taken', () => {
  it('waits in line, says so once, and begins when one is free', async () => {
    sandbox.full = true
    const ready = openDriver().ready(waiting)
    while (sandbox.asked.wakes < 3) await new Promise((next) => setTimeout(next, 5))
    sandbox.full = false
    await ready
    expect(said).toEqual([
      'Starting a sandbox for the director…',
      'No sandbox is free yet: this shoot waits in line and begins as soon as there is one.',
    ])
    expect(reports).toEqual([{ started: true, mount: { mounted: true } }])
  })

  it('leaves the line when the turn is stopped, and blames nobody', async () => {
    sandbox.full = true
    let wanted = true
    const ready = openDriver().ready({ ...waiting, isWanted: () => wanted })
    while (sandbox.asked.wakes < 2) await new Promise((next) => setTimeout(next, 5))
    wanted = false
    await expect(ready).rejects.toThrow('stopped')
    expect([sandbox.container, reports]).toEqual([null, []])
  })

  it('asks for no container any more once the turn is stopped, though one has become free', async () => {
    sandbox.full = true
    let wanted = true
    const ready = openDriver().ready({ ...waiting, isWanted: () => wanted })
    while (sandbox.asked.wakes < 2) await new Promise((next) => setTimeout(next, 5))
    const { wakes } = sandbox.asked
    ;[wanted, sandbox.full] = [false, false]
    await expect(ready).rejects.toThrow('stopped')
    expect([sandbox.container, sandbox.asked.wakes]).toEqual([null, wakes])
  })
})

describe('the mount', () => {
  it('is made once, however often it is asked for', async () => {
    for (let times = 0; times < 3; times++) expect(await openMount().ensure()).toEqual({ mounted: true })
    expect(sandbox.asked.mounts).toBe(1)
  })

  it('is made once for several who ask at the same time', async () => {
    const mount = openMount()
    const states = await Promise.all([mount.ensure(), mount.ensure(), mount.ensure()])
    expect([states, sandbox.asked.mounts]).toEqual([Array(3).fill({ mounted: true }), 1])
    expect(await sandbox.exec(`cat /storage/${MARK.key}`, { timeout: 1000 })).toMatchObject({ stdout: MARK.text })
  })

  it('is found again after the Sandbox object was started anew, and left as it is', async () => {
    await openMount().ensure()
    sandbox.restartObject()
    expect(await openMount().ensure()).toEqual({ mounted: true })
    expect(sandbox.asked.mounts).toBe(1)
  })

  it.each([
    ['after the Sandbox object was started anew', true],
    ['while the Sandbox object takes it for good', false],
  ])('that no longer reads is made anew, %s', async (_, restarted) => {
    await openMount().ensure()
    sandbox.container?.breakMount()
    if (restarted) sandbox.restartObject()
    expect(await openMount().ensure()).toEqual({ mounted: true })
    expect(await sandbox.exec(`cat /storage/${MARK.key}`, { timeout: 1000 })).toMatchObject({ stdout: MARK.text })
  })

  it('that cannot be made is reported, and the host starts all the same', async () => {
    sandbox.canMount = false
    const driver = openDriver()
    await driver.ready(waiting)
    expect(reports).toEqual([
      { started: true, mount: { mounted: false, reason: expect.stringContaining('device not found') } },
    ])
    expect(sandbox.container?.isMounted).toBe(false)
    expect(await new AgentHost(driver).health()).toMatchObject({ ok: true })
  })
})
