/**
 * @module `npm run image`: builds the container's image with Docker or, without it, runs the steps of its Dockerfile in a clean
 * folder; then starts the agent host in it and asks for its health. Prints which of the two it did, and what the image adds to
 * its base.
 */
import { join } from 'node:path'
import { AGENT_HOST_PROCESS } from '../worker/src/sandbox/agentHostProcess.ts'
import { megabytes } from './image/dockerImage.ts'
import { prepareImage } from './image/prepareImage.ts'
import { startAgentHost } from './image/startAgentHost.ts'

try {
  const image = await prepareImage(join(import.meta.dirname, '..'), (line) => process.stderr.write(`${line}\n`))
  try {
    process.stdout.write(`\n${image.what}\n`)
    for (const command of image.folder?.leftOut ?? []) process.stdout.write(`Not run: ${command}\n`)
    for (const { what, bytes } of image.layers) process.stdout.write(`${megabytes(bytes).padStart(10)}  ${what}\n`)
    const host = await startAgentHost(image, AGENT_HOST_PROCESS.command)
    const health = await fetch(`${host.url}/health`)
    process.stdout.write(`The agent host answers ${health.status}: ${await health.text()}\n`)
    await host.stop()
    if (!health.ok) process.exitCode = 1
  } finally {
    await image.remove()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
