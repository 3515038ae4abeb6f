/**
 * @module A stand-in for the `docker` program: it writes down how it is called, fails where DOCKER_FAILS (a regular expression over
 * its arguments) says so, and does of its work what can be seen from outside: it pushes tags to the registry.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.DOCKER_FOLDER ?? ''
const args = process.argv.slice(2)
const line = args.join(' ')
const passwordFile = join(folder, 'password')
const digestsFile = join(folder, 'digests.json')

/** Digests that were pushed, by `registry/account/name:tag`. */
function digests(): Record<string, string> {
  return existsSync(digestsFile) ? JSON.parse(readFileSync(digestsFile, 'utf8')) : {}
}

async function push(image: string): Promise<void> {
  const [, host, name, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? []
  const credentials = Buffer.from(`v1:${readFileSync(passwordFile, 'utf8')}`).toString('base64')
  const response = await fetch(`https://${host}/v2/${name}/manifests/${tag}`, {
    method: 'PUT',
    headers: { authorization: `Basic ${credentials}` },
  })
  if (!response.ok) throw new Error(`the registry answers ${response.status}`)
  const digest = response.headers.get('docker-content-digest') ?? ''
  writeFileSync(digestsFile, JSON.stringify({ ...digests(), [image]: digest }))
}

function inspect(image: string, format: string): string {
  if (format.includes('.Size')) return '900000000 12'
  const digest = digests()[image]
  return JSON.stringify(digest === undefined ? [] : [`${image.replace(/:[^:/]+$/, '')}@${digest}`])
}

appendFileSync(join(folder, 'calls'), `${line}\n`)
if (process.env.DOCKER_FAILS && new RegExp(process.env.DOCKER_FAILS).test(line)) {
  process.stderr.write(`docker: told to fail at ${line}\n`)
  process.exit(1)
}
const [command] = args
if (command === 'info' || command === 'buildx') process.stdout.write('28.1.0\n')
if (command === 'build') writeFileSync(join(folder, 'Dockerfile'), readFileSync(0))
if (command === 'login') writeFileSync(passwordFile, readFileSync(0))
if (command === 'push') await push(args[1] ?? '')
if (command === 'image' && args[1] === 'inspect') process.stdout.write(`${inspect(args[2] ?? '', args[4] ?? '')}\n`)
