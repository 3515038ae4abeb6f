import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dockerIgnore } from './dockerIgnore.ts'

describe('ours', () => {
  const isLeftOut = dockerIgnore(readFileSync(join(import.meta.dirname, '../../.dockerignore'), 'utf8'))

  it.each([
    '.dev.vars',
    '.dev.vars.staging',
    'worker/.dev.vars',
    'sandbox/src/.dev.vars',
    'sandbox/image/.env',
    'agent/.env.local',
    '.env',
    '.data/worker/d1.sqlite',
    '.git/config',
    '.npmrc',
    'node_modules/zod/index.js',
    'protocol/src/node_modules/x.js',
    'sandbox/dist/host.js',
    'sandbox/src/host/host.test.ts',
    'worker/src/index.ts',
    'samples/model.png',
    'agents.md',
  ])('leaves out %s', (path) => {
    expect(isLeftOut(path)).toBe(true)
  })

  it.each([
    'package-lock.json',
    'sandbox/src/host/main.ts',
    'agent/.claude/skills/editorial-photography/presets.json',
    'media/package.json',
  ])('lets in %s', (path) => {
    expect(isLeftOut(path)).toBe(false)
  })
})

it('refuses lines that it does not know', () => {
  for (const line of ['*.ts', '!a*', '/x', 'a/**', '!**/x']) expect(() => dockerIgnore(line)).toThrow(/unknown kind/)
})
