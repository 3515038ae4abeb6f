import { expect, it } from 'vitest'
import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { readAnswer } from './readAnswer.ts'

const Login = z.object({ token: z.string() })

it('reads what is expected', () => {
  expect(readAnswer('{"token":"the-login"}\n', Login)).toEqual({ token: 'the-login' })
})

it.each([
  ['no JSON', 'A new version is there!\n{"token":"the-login"}'],
  ['other JSON', '{"tokens":["the-login"]}'],
  ['nothing', ''],
])('says in words that it got %s, and not what was in it', (_, stdout) => {
  const read = () => readAnswer(stdout, Login)
  expect(read).toThrow(UserError)
  expect(read).toThrow(/same command again/)
  expect(read).not.toThrow(/the-login|tokens/)
})
