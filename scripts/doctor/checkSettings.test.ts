import { expect, it } from 'vitest'
import { readSettings } from '../../cli/src/local/settings.ts'
import { workerVars } from '../../cli/src/local/workerVars.ts'
import { readSettings as readWorkerSettings } from '../../worker/src/settings.ts'
import { checkSettings } from './checkSettings.ts'

const KEYS = {
  ANTHROPIC_API_KEY: 'sk-ant-distinctive-anthropic',
  FAL_KEY: 'distinctive-fal-id:distinctive-fal-secret',
  KLING_ACCESS_KEY: 'distinctive-kling-access',
  KLING_SECRET_KEY: 'distinctive-kling-secret',
}

function told(env: Record<string, string>): string[] {
  const settings = readSettings(env)
  const worker = readWorkerSettings(workerVars(settings, {}, {}))
  return checkSettings(settings, worker, () => 'here').map(({ state, what }) => `${state}: ${what}`)
}

it('tells without a key what is a demo, and what turns it live', () => {
  expect(told({})).toEqual([
    expect.stringMatching(/^note: director: demo\. ANTHROPIC_API_KEY turns it live/),
    expect.stringMatching(/^note: images: demo\. FAL_KEY turns it live/),
    expect.stringMatching(/^note: clips: demo\. KLING_ACCESS_KEY with KLING_SECRET_KEY, or FAL_KEY/),
    'ok: At most 10 USD a shoot and 100 USD a day; 10 jobs at a time at fal, 5 at Kling',
  ])
})

it.each([
  [
    { ...KEYS, ANTHROPIC_EFFORT: 'high' },
    'ok: director: live, claude-sonnet-5 with high effort at api.anthropic.com; ',
  ],
  [KEYS, 'ok: clips: live, kling-v2-6 by Kling; KLING_ACCESS_KEY (here) and KLING_SECRET_KEY (here) are set'],
  [{ ...KEYS, CLIP_PROVIDER: 'fal' }, 'ok: clips: live, kling-v2-6 by fal; FAL_KEY (here) is set'],
  [{ ...KEYS, CLIP_MODEL: 'kling-v3' }, 'ok: clips: live, kling-v3 by fal; FAL_KEY (here) is set'],
  [
    { FAL_KEY: 'a:b', CLIP_PROVIDER: 'kling' },
    'note: clips: demo. KLING_ACCESS_KEY with KLING_SECRET_KEY turns it live',
  ],
  [{ ...KEYS, FAL_KEY: 'distinctive-fal-id' }, 'wrong: FAL_KEY is malformed.\nA key of fal has two parts, id:secret.'],
  [{ ANTHROPIC_API_KEY: 'distinctive-anthropic' }, "wrong: ANTHROPIC_API_KEY is none of Anthropic's"],
  [{ ...KEYS, ANTHROPIC_MODEL: 'orator-1' }, 'warning: orator-1 has no price'],
  [{ SESSION_BUDGET_USD: '500' }, 'warning: A shoot may spend more than all shoots of a day'],
  [{ FAL_BASE_URL: 'https://images.example/x' }, 'note: FAL_BASE_URL leads to images.example'],
])('%j: says so, and tells no key', (env, words) => {
  const all = told(env)
  expect(all).toContainEqual(expect.stringContaining(words))
  expect(all.join()).not.toContain('distinctive')
})

it("takes any form of key where it is another service's than Anthropic's", () => {
  const other = { ANTHROPIC_API_KEY: 'distinctive-other', ANTHROPIC_BASE_URL: 'https://models.example' }
  expect(told(other).filter((line) => line.startsWith('wrong'))).toEqual([])
})
