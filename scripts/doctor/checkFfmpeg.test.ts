import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { checkFfmpeg, FFMPEG_FEATURES } from './checkFfmpeg.ts'

const ENGINE = join(import.meta.dirname, '../../media/src')
const { PATH = '' } = process.env
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ffmpeg-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('finds this one complete', async () => {
  expect(await checkFfmpeg()).toMatchObject({ state: 'ok', what: expect.stringMatching(/^FFmpeg \S+, with all/) })
})

it('says what a reduced build lacks', async () => {
  const program = `#!/bin/sh\nPATH='${PATH}'\nffmpeg "$@" | sed '/ minterpolate /d; / aac /d'\n`
  writeFileSync(join(folder, 'ffmpeg'), program, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${PATH}`)
  const { state, what } = await checkFfmpeg()
  expect(state).toBe('wrong')
  expect(what).toContain('lacks minterpolate (filters), aac (encoders), aac (decoders).\nInstall a full build')
})

it('says what to type where there is none', async () => {
  vi.stubEnv('PATH', '/nowhere')
  expect(await checkFfmpeg()).toMatchObject({
    state: 'wrong',
    what: expect.stringMatching(/is not installed.*\nType: /),
  })
})

it('asks for every filter that the media engine gives options to', () => {
  const known = execFileSync('ffmpeg', ['-hide_banner', '-filters'], { encoding: 'utf8' })
  const names = new Set([...known.matchAll(/^ [TSC.]+ +(\S+) +\S+->/gm)].map(([, name]) => name))
  const sources = globSync('**/*.ts', { cwd: ENGINE, exclude: (path) => path.includes('.test.') })
  const used = sources.flatMap((path) =>
    // In a filter graph: behind a quote, a comma or a link label, and before its options.
    [...readFileSync(join(ENGINE, path), 'utf8').matchAll(/(?<=['`\],])([a-z0-9]+)(?==[^=>])/g)].map(
      ([, name]) => name,
    ),
  )
  const filters = new Set(used.filter((name) => names.has(name)))
  expect(filters.size).toBeGreaterThan(15)
  for (const name of filters) expect(FFMPEG_FEATURES.filters).toContain(name)
})
