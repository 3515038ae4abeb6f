import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { repoRoot } from '../local/repoRoot.ts'
import { UserError } from '../UserError.ts'
import { readArguments } from './readArguments.ts'

const folder = mkdtempSync(join(tmpdir(), 'arguments-'))
afterAll(() => rmSync(folder, { recursive: true }))
const photo = join(folder, 'a=b.png')
writeFileSync(photo, readFileSync(join(repoRoot(), 'samples/model.png')).subarray(0, 64))
const words = join(folder, 'words.png')
writeFileSync(words, 'only words')
const huge = join(folder, 'huge.png')
writeFileSync(huge, '')
truncateSync(huge, 60 * 1024 * 1024)

const SESSION = '0b2f0f2e-43c1-4c39-9a55-7d1c35d2f9a4'

it('reads a whole command line', () => {
  const args = ['--ref', `model=${photo}`, '--ref', `garment=${photo}`, 'an editorial', '--out', './o', '--yes']
  expect(readArguments([...args, '--server', 'http://127.0.0.1:8787/'], 'npx shoot')).toEqual({
    prompt: 'an editorial',
    references: [
      { role: 'model', file: photo },
      { role: 'garment', file: photo },
    ],
    out: './o',
    yes: true,
    json: false,
    server: 'http://127.0.0.1:8787',
    token: null,
    stops: null,
    resume: null,
    approve: false,
    budgetUsd: null,
    imageModel: null,
    clipModel: null,
  })
  const chosen = [
    '--budget',
    '2.5',
    '--stops',
    'before_paid',
    '--image-model',
    'nano-banana-2',
    '--clip-model',
    'kling-v3',
  ]
  expect(readArguments([...args, ...chosen], 'npx shoot')).toMatchObject({
    budgetUsd: 2.5,
    stops: 'before_paid',
    imageModel: 'nano-banana-2',
    clipModel: 'kling-v3',
  })
})

describe('wrong use', () => {
  it.each([
    ['Say in a line', []],
    ['Say in a line', ['  ']],
    ['too long', ['x'.repeat(4001)]],
    ['too many arguments', ['x', 'y']],
    ["unknown option '--what'", ['x', '--what']],
    ['is no role', ['x', '--ref', photo]],
    ['role=file', ['x', '--ref', 'photo.png']],
    ['"hat" is no role. Roles are model, garment', ['x', '--ref', `hat=${photo}`]],
    ['there is no file nowhere.png', ['x', '--ref', 'model=nowhere.png']],
    ['is not a file', ['x', '--ref', `model=${folder}`]],
    ['huge.png is larger than 30 MB', ['x', '--ref', `model=${huge}`]],
    ['words.png is no PNG, JPEG or WebP', ['x', '--ref', `model=${words}`]],
    ['Add at least one', ['x']],
    ['At most 13', ['x', ...Array.from({ length: 14 }, () => ['--ref', `style=${photo}`]).flat()]],
    ['not an address', ['x', '--ref', `model=${photo}`, '--server', 'localhost:8787']],
    ['--token goes with --server', ['x', '--token', 'fsa_x']],
    ['is not the id of a shoot', ['--resume', '../x']],
    ['--approve goes with --resume', ['x', '--approve']],
    ['not both', ['x', '--approve', '--resume', SESSION]],
    ['--budget ten: A budget is more than $0', ['x', '--ref', `model=${photo}`, '--budget', 'ten']],
    ['A budget is more than $0 and at most $10,000.', ['x', '--ref', `model=${photo}`, '--budget', '1e9']],
    ['See: npx shoot --help', []],
    ['one of nano-banana-pro', ['x', '--ref', `model=${photo}`, '--image-model', 'crayon']],
    ['go with a new one', ['--resume', SESSION, '--clip-model', 'kling-v3']],
    ['what the new photos are for', ['--resume', SESSION, '--ref', `model=${photo}`]],
  ])('%s', (words, args) => {
    const error = (() => {
      try {
        return readArguments(args, 'npx shoot')
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(words) })
  })
})
