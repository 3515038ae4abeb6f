import { type Checkpoint, type createClient, json, openCheckpoint } from './client.ts'

/** What makes the hero anew, and then each stage from the one before; what its turn ends at. */
const STEPS = [
  ['hero', { decision: 'revise', note: 'Warmer light, please' }],
  ['contact_sheet', { decision: 'approve' }],
  ['frames', { decision: 'approve' }],
  ['frames', { decision: 'revise', note: 'edit frames 2 and 4: warmer light' }],
  ['clips', { decision: 'approve' }],
  ['film', { decision: 'approve' }],
] as const

/** Makes a whole shoot by the API: its hero and its frames 2 and 4 are made twice, and everything is approved. Returns its id. */
export async function finishShoot(client: ReturnType<typeof createClient>): Promise<string> {
  const photos = await client.uploadSamples({ model: 'model.png', garment: 'garment.png' })
  const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
  const turn = { prompt: 'confident streetwear editorial, city at dusk', references: photos.map((photo) => photo.id) }
  const { after } = await json<{ after: number }>(client.post(`/api/sessions/${id}/turns`, turn), 202)
  let waiting: Checkpoint = openCheckpoint(await client.follow(id, after), 'hero')
  for (const [stage, decision] of STEPS) waiting = openCheckpoint(await client.decide(id, waiting, decision), stage)
  await client.decide(id, waiting, { decision: 'approve' })
  return id
}
