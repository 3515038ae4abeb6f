import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeDemo } from './describeDemo.ts'
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

  it('says of each part that is a stand-in which keys turn it live', () => {
    expect(describeDemo(readSettings({}))).toMatch(/clips: set KLING_ACCESS_KEY with KLING_SECRET_KEY, or FAL_KEY$/)
    expect(describeDemo(readSettings({ CLIP_PROVIDER: 'kling' }))).toMatch(/clips: set KLING_.* with KLING_SECRET_KEY$/)
    expect(describeDemo(readSettings({ CLIP_MODEL: 'kling-v3' }))).toMatch(/clips: set FAL_KEY$/)
  })

  it('refuses a model for clips that nobody makes who makes clips here', () => {
    const kling = { KLING_ACCESS_KEY: 'a', KLING_SECRET_KEY: 'b' }
    const [v3, v26] = [{ CLIP_MODEL: 'kling-v3' }, { CLIP_MODEL: 'kling-v2-6' }]
    expect(() => readSettings({ ...v3, CLIP_PROVIDER: 'kling' })).toThrow(
      'CLIP_MODEL=kling-v3: kling-v3 is made through fal alone, and CLIP_PROVIDER is kling.',
    )
    expect(() => readSettings({ ...v3, ...kling })).toThrow('fal alone, and FAL_KEY is not set. Change that, or choose')
    for (const env of [v3, { ...v3, FAL_KEY: 'a:b' }, { ...v3, ...kling, FAL_KEY: 'a:b' }, { ...v26, ...kling }]) {
      expect(readSettings(env)).toMatchObject(env)
    }
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
    for (const [name, value] of Object.entries(wrong)) expect(error).toThrow(`${name}=${value}: `)
    expect(error).toThrow('docs/settings.md')
    expect(() => readSettings({ SESSION_BUDGET_USD: '20000' })).toThrow(
      'SESSION_BUDGET_USD=20000: A budget is more than $0 and at most $10,000.',
    )
    expect(() => readSettings({ KLING_ACCESS_KEY: 'only' })).toThrow(
      'KLING_ACCESS_KEY and KLING_SECRET_KEY go together',
    )
    expect(() => readSettings({ FAL_BASE_URL: 'x:secret@y' })).not.toThrow('secret')
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
