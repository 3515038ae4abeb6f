import { ShootState, type Slot } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { photo, post } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { api, openTurn, close } = await startScriptedWorker()
afterAll(close)

/** What the director and whoever uses the API are told to be stale; both are told the same. */
async function stale(turn: OpenTurn): Promise<Slot[]> {
  const described = (await (await fetch(`${api}/sessions/${turn.sessionId}`)).json()) as { stale: Slot[] }
  const { slots } = ShootState.parse(await (await turn.call('/shoot')).json())
  expect(described.stale).toEqual(slots.filter((entry) => entry.stale).map(({ slot }) => slot))
  return described.stale
}

it('of an earlier stage make all stale that was built on them, to the film, until they count again', async () => {
  const turn = await openTurn('go')
  await turn.send('/stops', { stops: 'never' })
  const put = async (slot: string, madeFrom: string[] = [], width = 300): Promise<string> =>
    ((await (await turn.put(slot, await photo(width, 200), { madeFrom })).json()) as { id: string }).id
  const hero = await put('hero')
  const sheet = await put('contact_sheet', [hero])
  const frames: string[] = []
  for (const n of [1, 2, 3, 4, 5, 6]) frames.push(await put(`frame_${n}`, [sheet]))
  const clips: string[] = []
  for (const n of [1, 2, 3, 4, 5]) clips.push(await put(`clip_${n}`, [frames[n - 1] ?? '', frames[n] ?? '']))
  await put('film', clips)
  expect(await stale(turn)).toEqual([])

  const edited = await put('frame_2', [frames[1] ?? ''], 310)
  expect(await stale(turn)).toEqual(['clip_1', 'clip_2', 'film'])
  await put('clip_1', [frames[0] ?? '', edited], 310)
  await put('clip_2', [edited, frames[2] ?? ''], 310)
  expect(await stale(turn)).toEqual(['film'])

  await put('contact_sheet', [hero], 610)
  const built = ['frame_1', 'frame_2', 'frame_3', 'frame_4', 'frame_5', 'frame_6']
  const filmed = ['clip_1', 'clip_2', 'clip_3', 'clip_4', 'clip_5', 'film']
  expect(await stale(turn)).toEqual([...built, ...filmed])
  // By the person, on the page.
  expect((await post(`${api}/sessions/${turn.sessionId}/slots/contact_sheet/active`, { version: 1 })).status).toBe(204)
  expect(await stale(turn)).toEqual(['film'])
})
