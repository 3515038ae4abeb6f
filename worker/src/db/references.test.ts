import { assetKey } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post, uploadOne } from '../../test/client.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let worker: RunningWorker

beforeAll(async () => {
  worker = await startWorker({ AGENT_HOST_URL: 'http://127.0.0.1:9', AGENT_HOST_TOKEN: 'x' })
})
afterAll(() => worker.close())

const run = async (sql: string) => (await (await worker.database()).prepare(sql).all()).results
const files = async () => (await (await worker.bucket()).list({ prefix: 'uploads/' })).objects.map(({ key }) => key)

/** Starts a shoot with this photo. */
async function begin(photo: string): Promise<number> {
  const { id } = (await (await post(`${worker.url}/api/sessions`, {})).json()) as { id: string }
  return (await post(`${worker.url}/api/sessions/${id}/turns`, { prompt: 'go', references: [photo] })).status
}

it('copies a photo that another shoot has, and leaves nothing of a copy that did not come about', async () => {
  const photo = await uploadOne(worker.url)
  expect(await begin(photo)).toBe(202)

  await run("CREATE TRIGGER refused BEFORE INSERT ON assets BEGIN SELECT RAISE(ABORT, 'full'); END")
  expect(await begin(photo)).toBe(500)
  expect(await files()).toEqual([assetKey(photo)])
  await run('DROP TRIGGER refused')

  expect(await begin(photo)).toBe(202)
  const rows = await run('SELECT id FROM assets')
  expect(rows.map(({ id }) => assetKey(String(id))).sort()).toEqual((await files()).sort())
  expect(rows).toHaveLength(2)

  await (await worker.bucket()).put(assetKey(photo), 'damaged')
  expect(await begin(photo)).toBe(500)
  expect(await run('SELECT id FROM assets')).toEqual(rows)
})
