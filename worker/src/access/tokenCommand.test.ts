import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Me } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorker } from '../../test/startWorker.ts'

const root = join(import.meta.dirname, '../../..')

let folder: string
let config: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-'))
  config = join(folder, 'wrangler.jsonc')
  // On this machine the built Worker's database has this id.
  const text = await readFile(join(root, 'worker/wrangler.jsonc'), 'utf8')
  await writeFile(config, text.replaceAll('"../', `"${root}/`).replace('not-set-up-yet', 'local'))
})
afterAll(() => rm(folder, { recursive: true }))

type Ran = { code: number; stdout: string; stderr: string }

/** `npm run token -- …` on the database of this folder. */
function token(...args: string[]): Promise<Ran> {
  const place = ['--config', config, '--persist-to', join(folder, 'state')]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts/cloudflare/token.ts'), ...args, ...place],
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
      },
    )
  })
}

/** The deployment whose database that is. */
const deployment = () => startWorker({ LOOPBACK: '' }, join(folder, 'state/v3'))

it('makes tokens that let in, lists them without telling them, and revokes them by nothing but their name', async () => {
  const early = await token('create', 'stylist')
  expect(early).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('migrations apply') })
  // It brings the tables.
  await (await deployment()).close()

  const made = await token('create', 'stylist', '--owner', 'Stylist@Example.com')
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^fsa_[\w-]{43}\n$/) })
  expect(made.stderr).not.toContain(made.stdout.trim())
  const headers = { authorization: `Bearer ${made.stdout.trim()}` }
  const again = await token('create', 'stylist')
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('revoke stylist') })
  expect(await token('revoke', "' OR '1'='1")).toMatchObject({ code: 1, stderr: expect.stringContaining('no token') })
  const listed = await token('list')
  expect(listed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^stylist {2}stylist@example\.com {2}\d{4}-.*Z\n$/),
  })

  const worker = await deployment()
  const answer = await fetch(`${worker.url}/api/me`, { headers })
  expect(Me.parse(await answer.json())).toEqual({ owner: 'stylist@example.com' })
  await worker.close()

  expect(await token('revoke', 'stylist')).toMatchObject({ code: 0, stderr: expect.stringContaining('half a minute') })
  expect(await token('revoke', 'stylist')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no token stylist'),
  })
  const after = await deployment()
  // It was the only one: now nobody can sign in.
  expect((await fetch(`${after.url}/api/me`, { headers })).status).toBe(503)
  await after.close()
}, 120_000)

it.each([
  ["can't be a name", ['create', "x'); DELETE FROM access_tokens; --"]],
  ["can't be a name", ['create', 'Stylist']],
  ["can't be an owner", ['create', 'stylist', '--owner', "a'b"]],
  ['local mode', ['create', 'stylist', '--owner', 'local']],
  ['missing required argument', ['create']],
  ['unknown command', ['frob']],
])('says in words what is wrong: %s', async (words, args) => {
  expect(await token(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
})
