import { Job } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import type { OpenTurn } from '../../../test/openTurn.ts'
import { begin, hero, isOrder, startJobStage } from '../../../test/startJobStage.ts'

// The Session object alone is ended in the middle of a turn, as a deploy does it; the Worker, the host and the runner live on.

/** Calls the gateway as the runner does: a failure there is no refusal, and the call is repeated. */
async function insist(
  turn: OpenTurn,
  path: string,
  init?: RequestInit,
): Promise<{ answer: Response; failures: number }> {
  for (let failures = 0; ; failures++) {
    const answer = await turn.call(path, init)
    if (answer.status < 500) return { answer, failures }
  }
}

it('fails what is under way so that it can be repeated, and loses no job, no part of the transcript, and not the turn', async () => {
  const stage = await startJobStage()
  try {
    const asked = Promise.withResolvers<void>()
    const mayAnswer = Promise.withResolvers<void>()
    stage.imageFaults = (request) => {
      if (isOrder(request)) return undefined
      asked.resolve()
      return { heldUntil: mayAnswer.promise }
    }
    const turn = await stage.open()
    const job = await begin(turn, hero)
    await asked.promise

    const waited = insist(turn, `/jobs/${job.id}?waitMs=25000`)
    const writer = crypto.randomUUID()
    await turn.call(`/transcript?writer=${writer}`)
    const entries = Array.from({ length: 60 }, (_, index) => `{"type":"user","text":"${index}"}\n`)
    const write = async () => {
      for (const [index, body] of entries.entries()) {
        const path = `/transcript?writer=${writer}&batch=${index + 1}`
        expect((await insist(turn, path, { method: 'POST', body })).answer.status).toBe(204)
      }
    }
    const written = write()
    for (const _ of [1, 2, 3]) {
      await new Promise((next) => setTimeout(next, 30))
      await stage.worker.resetObjects()
    }
    mayAnswer.resolve()

    const { answer, failures } = await waited
    expect(failures).toBeGreaterThan(0)
    expect(Job.parse(await answer.json())).toMatchObject({ id: job.id, state: 'stored' })
    expect(stage.photographer.books().requests).toHaveLength(1)
    await written
    expect(await (await turn.call(`/transcript?writer=${crypto.randomUUID()}`)).text()).toBe(entries.join(''))
    await turn.end()
    expect(stage.host.turns).toHaveLength(1)
  } finally {
    await stage.close()
  }
})
