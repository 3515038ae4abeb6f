/**
 * @module The demo servers as one program: `node demo/dist/main.js [--speed fast] [director] [images] [clips]` starts those named,
 * prints one JSON line with their addresses and keys, and ends on SIGTERM or when its standard input closes. With `--faults` there is
 * one more address, at which tests declare what shall go wrong (`faults/startFaultDesk.ts`). For benchmarks, `--picture-ms` and
 * `--clip-ms` say how long a hero picture and a clip take at least (`photographer/workTimes.ts`), and `--parallel` how many at once.
 */
import { parseArgs } from 'node:util'
import { startCinematographer } from './cinematographer/startCinematographer.ts'
import { startDirector } from './director/startDirector.ts'
import { clipsFault } from './faults/clipsFault.ts'
import { directorFault } from './faults/directorFault.ts'
import { imagesFault } from './faults/imagesFault.ts'
import { startFaultDesk } from './faults/startFaultDesk.ts'
import { startPhotographer } from './photographer/startPhotographer.ts'
import type { Speed } from './shared/speed.ts'

const PARTS = ['director', 'images', 'clips']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    speed: { type: 'string', default: 'lifelike' },
    faults: { type: 'boolean', default: false },
    'picture-ms': { type: 'string' },
    'clip-ms': { type: 'string' },
    parallel: { type: 'string' },
  },
})
const unknown = positionals.find((part) => !PARTS.includes(part))
const [pictureMs, clipMs, parallel] = [values['picture-ms'], values['clip-ms'], values.parallel].map((value) =>
  value === undefined ? undefined : Number(value),
)
const numbers = [pictureMs, clipMs, parallel].every((value) => value === undefined || Number.isInteger(value))
if (unknown !== undefined || !numbers || (values.speed !== 'fast' && values.speed !== 'lifelike')) {
  const options = '[--speed fast|lifelike] [--faults] [--picture-ms N] [--clip-ms N] [--parallel N]'
  process.stderr.write(`Wrong use: node demo/dist/main.js ${options} [${PARTS.join('] [')}]\n`)
  process.exit(2)
}
const speed: Speed = values.speed

// The providers' own shapes of keys; no secrets, for the servers answer on this machine alone.
const key = 'demo:demo'
const accessKey = 'demo-access-key'
const secretKey = 'demo-secret-key'

const desk = values.faults ? await startFaultDesk(0) : undefined

const start = {
  director: async () => {
    const { url, close } = await startDirector({ port: 0, speed, ...(desk && { faults: desk.faults(directorFault) }) })
    return { url, keys: { key }, close }
  },
  images: async () => {
    const { url, close } = await startPhotographer({
      port: 0,
      speed,
      times: { ...(pictureMs !== undefined && { pictureMs }), ...(clipMs !== undefined && { clipMs }) },
      ...(parallel !== undefined && { concurrency: parallel }),
      ...(desk && { faults: desk.faults(imagesFault) }),
    })
    return { url, keys: { key }, close }
  },
  clips: async () => {
    const { url, close } = await startCinematographer({
      port: 0,
      speed,
      accessKey,
      secretKey,
      ...(clipMs !== undefined && { clipMs }),
      ...(parallel !== undefined && { maxParallel: parallel }),
      ...(desk && { faults: desk.faults(clipsFault) }),
    })
    return { url, keys: { accessKey, secretKey }, close }
  },
}
const running = await Promise.all(
  Object.entries(start)
    .filter(([part]) => positionals.includes(part))
    .map(async ([part, begin]) => ({ part, ...(await begin()) })),
)

async function stop(): Promise<void> {
  await Promise.allSettled([...running.map(({ close }) => close()), desk?.close()])
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.stdin.once('end', stop).resume()

const addresses = running.map(({ part, url, keys }) => [part, { url, ...keys }] as const)
process.stdout.write(
  `${JSON.stringify({ ...Object.fromEntries(addresses), ...(desk && { faults: { url: desk.url } }) })}\n`,
)
