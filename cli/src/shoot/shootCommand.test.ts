import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { shellWord, shootCommand } from './shootCommand.ts'

it.each([
  ['npx shoot', '/studio/node_modules/.bin/shoot', { npm_command: 'exec' }],
  ['npx shoot', '/studio/node_modules/.bin/shoot', {}],
  ['shoot', '/usr/local/bin/shoot', {}],
  ['node cli/bin/shoot.js', '/studio/cli/bin/shoot.js', { npm_command: 'run-script' }],
  ["node '../my studio/shoot.js'", '/my studio/shoot.js', {}],
])('is %s for who started %s', (command, program, env) => {
  expect(shootCommand({ program, env, cwd: '/studio' })).toBe(command)
})

it('says any text to a shell as one word', () => {
  const words = ['./my-shoot', 'my shoot', 'a$HOME`id`"b"', "it's", '']
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], { encoding: 'utf8' })
  expect(stdout).toBe(words.map((word) => `${word}\n`).join(''))
})
