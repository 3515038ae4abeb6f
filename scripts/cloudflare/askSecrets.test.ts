import { expect, it } from 'vitest'
import { secretsFrom } from './askSecrets.ts'

const none = new Set<string>()
const kling = { KLING_ACCESS_KEY: 'ka', KLING_SECRET_KEY: 'ks' }

it('takes what the environment has, without blanks around it, and nothing that is empty', () => {
  const environment = { ANTHROPIC_API_KEY: ' sk-ant-1\n', FAL_KEY: '', ...kling, PATH: '/bin' }
  expect(secretsFrom(environment, none, false)).toEqual({ ANTHROPIC_API_KEY: 'sk-ant-1', ...kling })
})

it('keeps what is set already, unless told to replace it', () => {
  const present = new Set(['FAL_KEY'])
  expect(secretsFrom({ FAL_KEY: 'a:b', ...kling }, present, false)).toEqual(kling)
  expect(secretsFrom({ FAL_KEY: 'a:b' }, present, true)).toEqual({ FAL_KEY: 'a:b' })
})

it('lets one of a pair be replaced alone when the other is set', () => {
  const present = new Set(['KLING_ACCESS_KEY', 'KLING_SECRET_KEY'])
  expect(secretsFrom({ KLING_SECRET_KEY: 'new' }, present, true)).toEqual({ KLING_SECRET_KEY: 'new' })
})

it.each([
  [{ KLING_ACCESS_KEY: 'ka' }, 'KLING_ACCESS_KEY is of no use without KLING_SECRET_KEY'],
  [{ AWS_SECRET_ACCESS_KEY: 'as' }, 'AWS_SECRET_ACCESS_KEY is of no use without AWS_ACCESS_KEY_ID'],
  [{ FAL_KEY: 'onlyhalf' }, 'FAL_KEY: A key of fal has two parts, id:secret'],
  [{ FAL_KEY: 'a:b:c' }, 'FAL_KEY: A key of fal has two parts'],
  [{ ANTHROPIC_API_KEY: 'sk-ant with a gap' }, 'ANTHROPIC_API_KEY: A key is one word'],
])('refuses %j without repeating it', (environment, words) => {
  expect(() => secretsFrom(environment, none, false)).toThrow(words)
  for (const value of Object.values(environment)) {
    expect(() => secretsFrom(environment, none, false)).not.toThrow(value)
  }
})
