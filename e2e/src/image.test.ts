/** @module The container's image, built as Docker would, and a whole shoot through it. */
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { startDirector } from '../../demo/src/director/startDirector.ts'
import { startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import type { Image } from '../../scripts/image/Image.ts'
import { prepareImage } from '../../scripts/image/prepareImage.ts'
import { type StartedHost, startAgentHost } from '../../scripts/image/startAgentHost.ts'
import { AGENT_HOST_PROCESS } from '../../worker/src/sandbox/agentHostProcess.ts'
import { createClient, readEvents } from './support/client.ts'
import { expectStored } from './support/expectStored.ts'
import { probeFilm } from './support/probeFilm.ts'
import { watchProcessFiles } from './support/processFiles.ts'
import { repoRoot } from './support/repoRoot.ts'
import { startBuiltWorker } from './support/startBuiltWorker.ts'
import { stepByStep } from './support/stepByStep.ts'
import type { Logged } from './support/wire.ts'

/** What the image may add to its base, in bytes: each new shoot's container may have to load it. */
const MOST_BYTES = 800e6

describe('the image of the container', () => {
  stepByStep()
  const closing: (() => Promise<unknown>)[] = []
  const steps: string[] = []
  let image: Image
  let host: StartedHost

  beforeAll(async () => {
    image = await prepareImage(repoRoot, (line) => steps.push(line))
    closing.push(image.remove)
  })

  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  it('is built, and says how', () => {
    const { what, folder } = image
    process.stdout.write(
      `The image: ${[what, ...(folder?.leftOut.map((each) => `Not run: ${each}`) ?? [])].join('\n')}\n`,
    )
    expect(image.layers.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MOST_BYTES)
  })

  it('starts the agent host by the Worker’s own command, and it answers', async () => {
    host = await startAgentHost(image, AGENT_HOST_PROCESS.command)
    closing.push(host.stop)
    const health = await fetch(`${host.url}/health`)
    expect([health.status, await health.json()]).toEqual([200, { ok: true, version: expect.any(String), runners: 0 }])
    if (image.folder !== null) expect(image.folder.ports).toContain(AGENT_HOST_PROCESS.port)
  })

  it('makes a film', async () => {
    const [director, photographer, cinematographer] = await Promise.all([
      startDirector({ port: 0, speed: 'fast' }),
      startPhotographer({ port: 0, speed: 'fast' }),
      startCinematographer({ port: 0, speed: 'fast', accessKey: 'access', secretKey: 'secret-of-the-test' }),
    ])
    closing.push(director.close, photographer.close, cinematographer.close)
    const worker = await startBuiltWorker({
      ANTHROPIC_API_KEY: 'sk-of-the-test',
      ANTHROPIC_BASE_URL: director.url,
      FAL_KEY: 'id:secret',
      FAL_BASE_URL: photographer.url,
      KLING_ACCESS_KEY: 'access',
      KLING_SECRET_KEY: 'secret-of-the-test',
      KLING_BASE_URL: cinematographer.url,
      AGENT_HOST_URL: host.url,
      AGENT_HOST_TOKEN: host.token,
    })
    closing.push(worker.close)
    const client = createClient(worker.url)
    const references = await client.uploadSamples({ model: 'model.png', garment: 'garment.png' })

    const leave = new AbortController()
    const watched = watchProcessFiles(host.pid, leave.signal)
    const turn: Logged[] = []
    const response = await client.post('/api/generate', {
      prompt: 'confident streetwear editorial',
      references: references.map(({ id }) => id),
      options: { stops: 'never' },
    })
    for await (const logged of readEvents(response)) turn.push(logged)
    leave.abort()

    const failures = turn.filter(({ event }) => event.type === 'error' || event.ok === false)
    expect(failures).toEqual([])
    const { assets, slots } = await client.view(String(turn[0]?.event.sessionId))
    const film = assets[slots.film?.activeId ?? '']
    if (film === undefined) throw new Error(`There is no film:\n${turn.map((each) => JSON.stringify(each)).join('\n')}`)
    await expectStored(client, Object.values(assets))
    const { streams } = await probeFilm(await client.media(film.id))
    expect(streams[0]).toMatchObject({ codec_name: 'h264', nb_read_frames: '450', r_frame_rate: '60/1' })

    if (image.folder !== null) expectInside(image.folder.tree, await watched)
  })

  it('needs nothing of the checkout, and has no compiler in it', () => {
    if (image.folder === null) return
    const { tree } = image.folder
    const entries = readdirSync(tree, { recursive: true, withFileTypes: true })
    const paths = entries.map((entry) => join(entry.parentPath, entry.name))
    for (const path of paths) if (lstatSync(path).isSymbolicLink()) expect(realpathSync(path)).toContain(`${tree}/`)
    const bundles = paths.filter((path) => path.startsWith(join(tree, 'workspace/sandbox/dist/')))
    expect(bundles).toContain(join(tree, 'workspace/sandbox/dist/agent-runner.js'))
    for (const path of bundles) expect(readFileSync(path, 'utf8')).not.toContain(repoRoot)
    expect(
      entries.filter(({ name }) => /^(cc1?|gcc|g\+\+|clang|make|python3?|node-gyp)$|-musl|wasm32/.test(name)),
    ).toEqual([])
    expect(statSync(join(tree, 'storage')).isDirectory()).toBe(true)
  })
})

/** Fails unless all that ran is of the image, or of the system that stands in for its base. */
function expectInside(tree: string, files: Set<string>): void {
  const inTree = [...files].filter((path) => path.startsWith(`${tree}/`)).map((path) => path.slice(tree.length))
  for (const part of [
    '/usr/local/bin/node',
    '/usr/local/lib/ffmpeg/ffmpeg',
    '/usr/local/lib/ffmpeg/libc.so.6',
    '/workspace/node_modules/@anthropic-ai/claude-agent-sdk-linux-x64/claude',
    expect.stringMatching(/^\/workspace\/node_modules\/@img\/sharp-linux-x64\/.*\.node$/),
    expect.stringMatching(/^\/workspace\/node_modules\/@img\/sharp-libvips-linux-x64\//),
  ]) {
    expect(inTree).toContainEqual(part)
  }
  expect([...files].filter((path) => path.startsWith(`${realpathSync(repoRoot)}/`))).toEqual([])
}
