import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionView } from '../../protocol/src/index.ts'
import { post, upload } from '../../worker/test/client.ts'
import { startScriptedHost } from '../../worker/test/startScriptedHost.ts'
import { startWorker } from '../../worker/test/startWorker.ts'
import { playTurn, TURNS } from './playTurn.ts'
import { SHOOT } from './SHOOT.ts'
import { seedShoots } from './seedShoots.ts'

export type Stack = {
  /** Where the page and its API are. */
  url: string
  sessionId: string
  /** Numbered events in the shoot's log. */
  events: number
  /** Has the director say so many words, so many a second, and resolves when the last of them has been let out. */
  talk(perSecond: number, seconds: number): Promise<void>
  stop(): Promise<void>
}

/** The built Worker and page on this machine, with a shoot as large as they get, and a list of so many more. */
export async function startStack(shoots: number): Promise<Stack> {
  const host = await startScriptedHost()
  const worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
  const api = `${worker.url}/api`
  const ids = await uploadReferences(api)
  const { id: sessionId } = (await (await post(`${api}/sessions`, {})).json()) as { id: string }
  const say = async (prompt: string, references: string[]) => {
    const answer = await post(`${api}/sessions/${sessionId}/turns`, { prompt, references })
    if (!answer.ok) throw new Error(`The turn was refused: ${await answer.text()}`)
    await untilOver(api, sessionId)
  }
  for (let turn = 0; turn < TURNS; turn++) {
    host.script = (started, line) => playTurn(started, turn, line)
    await say('Colder, and let her turn away from the light.', turn === 0 ? ids : [])
  }
  const { view } = await readShoot(api, sessionId)
  requireWhole(view)
  await seedShoots(await worker.database(), view, shoots)

  return {
    url: worker.url,
    sessionId,
    events: view.lastSeq,
    talk: async (perSecond, seconds) => {
      host.script = async (_, line) => {
        for (let word = 0; word < perSecond * seconds; word++) {
          line({ t: 'token', d: WORDS[word % WORDS.length] ?? '' })
          await sleep(1000 / perSecond)
        }
        line({ t: 'done', end: 'completed' })
      }
      await say('Tell me what you see.', [])
    },
    stop: async () => {
      await worker.close()
      await host.close()
    },
  }
}

const WORDS =
  'The **light** comes from the left now, a hard flash with its shadow on the wall, and she turns *half* away.\n\n- The jacket keeps its colour.\n- The city is darker by a stop.\n\n'.split(
    /(?<= )/,
  )

async function uploadReferences(api: string): Promise<string[]> {
  const folder = join(import.meta.dirname, '../../samples')
  const files = SHOOT.references.map(async (name) => ({ bytes: await readFile(join(folder, name)), name }))
  const answer = await upload(api.replace(/\/api$/, ''), await Promise.all(files))
  const { assets } = (await answer.json()) as { assets: { id: string }[] }
  return assets.map(({ id }) => id)
}

async function readShoot(api: string, id: string): Promise<{ view: SessionView }> {
  return (await (await fetch(`${api}/sessions/${id}`)).json()) as { view: SessionView }
}

async function untilOver(api: string, id: string): Promise<void> {
  while ((await readShoot(api, id)).view.running) await sleep(20)
}

/** Throws where the shoot is smaller than what is to be measured. */
function requireWhole({ lastSeq, assets }: SessionView): void {
  const wanted = SHOOT.references.length + TURNS
  const found = Object.values(assets).filter(({ hasPreview }) => hasPreview).length
  if (lastSeq < SHOOT.events || found < wanted) {
    throw new Error(`The shoot has ${lastSeq} events and ${found} assets, not ${SHOOT.events} and ${wanted}.`)
  }
}
