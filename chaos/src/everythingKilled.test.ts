/** @module The studio as `npm start` runs it is killed outright, launcher and parts at once, and what is left is their disk. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type LoggedEvent, pendingCheckpoint } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { Api } from './person/Api.ts'
import { freePort } from './stack/freePort.ts'
import { allProcesses, descendants, killAtOnce, type Process } from './stack/processes.ts'
import { repoRoot } from './stack/repoRoot.ts'
import { Tab } from './tabs/Tab.ts'

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
const port = await freePort()
const launchers: ChildProcess[] = []
/** What was below the first launcher. Once that is gone, nothing else tells that they belong together. */
let family: Process[] = []
afterAll(() => {
  const alive = launchers.flatMap(({ pid = 0 }) => [pid, ...descendants(pid).map((one) => one.pid)])
  for (const pid of [...alive, ...stillThere(family).map((one) => one.pid)]) killAtOnce(pid)
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the studio on the same folder and port, and resolves to its launcher's process id when it says where it is. */
async function start(): Promise<number> {
  const { PATH = '', HOME = '' } = process.env
  const launcher = spawn(process.execPath, [join(repoRoot, 'cli/dist/start.js')], {
    env: { PATH, HOME, DATA_DIR: folder, PORT: String(port), DEMO_SPEED: 'fast' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  launchers.push(launcher)
  const [line] = await Promise.race([once(createInterface(launcher.stdout), 'line'), once(launcher, 'exit')])
  expect(line).toBe(`Studio: http://127.0.0.1:${port}`)
  return launcher.pid ?? 0
}

/** Resolves when none of these processes is there any more. */
async function gone(processes: readonly Process[]): Promise<void> {
  await expect.poll(() => stillThere(processes).map(({ command }) => command), { timeout: 10_000 }).toEqual([])
}

function stillThere(processes: readonly Process[]): Process[] {
  const alive = new Map(allProcesses().map(({ pid, command }) => [pid, command]))
  return processes.filter(({ pid, command }) => alive.get(pid) === command)
}

const seen = (tab: Tab, isIt: (event: LoggedEvent['event']) => boolean) =>
  expect.poll(() => [...tab.events.values()].some(({ event }) => isIt(event)), { timeout: 30_000 }).toBe(true)

it('leaves nothing behind that holds a port, and goes on with the turn when it is started again', async () => {
  const launcher = await start()
  const api = new Api(`http://127.0.0.1:${port}`)
  const bytes = new Uint8Array(await readFile(join(repoRoot, 'samples/model.png')))
  const [photo] = await api.upload([{ name: 'model.png', role: 'model', bytes }])
  const id = await api.createSession()
  const tab = new Tab(api.eventsUrl(id))
  await api.say(id, 'studio minimalism', [photo?.id ?? ''])
  await seen(tab, (event) => event.type === 'system' && event.subtype === 'tool_call' && /hero/.test(event.tool))

  family = descendants(launcher)
  expect(family.map(({ command }) => command).join('\n')).toMatch(/agent-runner.*workerd/s)
  // What the parts have started, workerd and the runner, gets no signal of ours.
  for (const pid of [launcher, ...family.filter(({ parent }) => parent === launcher).map(({ pid }) => pid)])
    killAtOnce(pid)
  await gone(family)

  const again = await start()
  // The demo servers knew the order in their memory alone: the turn says so, if it was sent, and the person asks again.
  for (let asked = 0; asked < 3 && pendingCheckpoint(tab.view)?.stage !== 'hero'; asked++) {
    const turns = () => [...tab.events.values()].filter(({ event }) => event.type === 'complete').length
    await expect.poll(turns, { timeout: 60_000 }).toBe(asked + 1)
    if (pendingCheckpoint(tab.view) === undefined) await api.say(id, 'try again')
  }
  expect(pendingCheckpoint(tab.view)).toMatchObject({ stage: 'hero' })
  expect(tab.troubles).toEqual([])
  const { view } = await api.session(id)
  expect(tab.view).toEqual(view)
  expect(view.references).toEqual([photo?.id])
  for (const { id: asset, sha256 } of Object.values(view.assets))
    expect(
      createHash('sha256')
        .update(await api.media(asset))
        .digest('hex'),
    ).toBe(sha256)

  tab.close()
  const heirs = descendants(again)
  process.kill(again, 'SIGTERM')
  await gone(heirs)
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
}, 180_000)
