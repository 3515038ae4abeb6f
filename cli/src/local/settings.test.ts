import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { demoParts, readSettings } from './settings.ts'
import { workerVars } from './workerVars.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readSettings', () => {
  it('needs nothing', () => {
    expect(readSettings({})).toEqual({ PORT: 8787, DATA_DIR: '.data', DEMO_SPEED: 'lifelike' })
  })

  it('takes the environment before the file, and an empty value as none', () => {
    const file = join(folder, '.dev.vars')
    writeFileSync(file, '# keys\nFAL_KEY="id:secret"\nPORT=9000\nANTHROPIC_API_KEY=sk\n')
    const settings = readSettings({ PORT: '0', ANTHROPIC_API_KEY: '' }, file)
    expect(settings).toMatchObject({ PORT: 0, FAL_KEY: 'id:secret' })
    expect(demoParts(settings)).toEqual(['director'])
  })

  it('has clips made by fal where only its key is there, unless that is not wanted', () => {
    expect(demoParts(readSettings({ FAL_KEY: 'id:secret' }))).toEqual(['director'])
    expect(demoParts(readSettings({ FAL_KEY: 'id:secret', CLIP_PROVIDER: 'kling' }))).toEqual(['director', 'clips'])
    expect(demoParts(readSettings({ ANTHROPIC_AUTH_TOKEN: 'a token' }))).toEqual(['images', 'clips'])
  })

  it('names every setting that is not right', () => {
    const wrong = {
      PORT: '80000',
      DEMO_SPEED: 'slow',
      FAL_BASE_URL: 'ftp://x',
      LOG_PROMPTS: 'maybe',
      RETENTION_DAYS: '0',
      IMAGE_MODEL: 'crayon',
      SESSION_BUDGET_USD: 'much',
    }
    const error = () => readSettings(wrong)
    for (const name of Object.keys(wrong)) expect(error).toThrow(name)
    expect(error).toThrow('docs/settings.md')
    expect(() => readSettings({ KLING_ACCESS_KEY: 'only' })).toThrow('KLING_SECRET_KEY go together')
  })
})

describe('workerVars', () => {
  const demo = { director: { url: 'http://127.0.0.1:1', key: 'demo:demo' } }

  it('gives a part with a key its own address, and never the demo the address of the environment', () => {
    const settings = readSettings({
      ANTHROPIC_BASE_URL: 'https://other.example',
      FAL_KEY: 'a:b',
      FAL_BASE_URL: 'https://f.example/',
      LOG_PROMPTS: 'true',
      RETENTION_DAYS: '90',
    })
    expect(workerVars(settings, demo, { DEMO_PARTS: 'director' })).toEqual({
      ANTHROPIC_API_KEY: 'demo:demo',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      FAL_KEY: 'a:b',
      FAL_BASE_URL: 'https://f.example',
      DEMO_PARTS: 'director',
      LOG_PROMPTS: 'true',
      RETENTION_DAYS: '90',
    })
  })
})
