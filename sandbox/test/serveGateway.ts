/**
 * @module `node sandbox/test/serveGateway.ts <Messages API> [photo…]` serves a shoot in memory to an agent-runner that is run by hand, and
 * prints the runner's environment. Jobs are done at once with plain pictures and clips. See docs/debugging.md.
 */
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { makeClip, makePicture, makeSheet } from './makeMedia.ts'
import { startGatewayServer } from './startGatewayServer.ts'

const [modelUrl, ...photos] = process.argv.slice(2)
if (modelUrl === undefined) {
  process.stderr.write('Wrong use: node sandbox/test/serveGateway.ts <Messages API> [photo.png…]\n')
  process.exit(2)
}
const sessionId = crypto.randomUUID()
const gateway = await startGatewayServer({
  token: 'by-hand',
  sessionId,
  modelUrl,
  async make({ kind, slot }) {
    if (kind === 'clip') return makeClip()
    return slot === 'contact_sheet' ? makeSheet() : makePicture(180, 120, '#777')
  },
})
for (const [index, photo] of photos.entries()) {
  const bytes = new Uint8Array(await readFile(photo))
  await gateway.addReference(index === 0 ? 'model' : 'garment', { bytes, contentType: 'image/png' }, basename(photo))
}
const environment = {
  SESSION_ID: sessionId,
  SESSION_DIR: await mkdtemp(join(tmpdir(), 'by-hand-')),
  AGENT_DIR: join(import.meta.dirname, '../../agent'),
  GATEWAY_URL: gateway.url,
  GATEWAY_TOKEN: 'by-hand',
  MODEL: 'claude-sonnet-4-5',
}
for (const [name, value] of Object.entries(environment)) process.stdout.write(`${name}=${value}\n`)
