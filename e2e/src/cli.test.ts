/** @module The command line as a child process: whole runs with and without a studio, a person's answers, and wrong use. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from './support/freePort.ts'
import { probeFilm } from './support/probeFilm.ts'
import { repoRoot } from './support/repoRoot.ts'
import { runCli, runCliInTerminal } from './support/runCli.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { expectKnownShapes, expectWholeTurn, type Logged, type WireEvent } from './support/wire.ts'

const PROMPT = 'confident streetwear editorial, city at dusk'
const REFERENCES = ['model', 'garment'].flatMap((role) => ['--ref', `${role}=${join(repoRoot, 'samples', role)}.png`])
const FILES = [
  'clip-1.mp4',
  'clip-2.mp4',
  'clip-3.mp4',
  'clip-4.mp4',
  'clip-5.mp4',
  'contact-sheet.png',
  'film.mp4',
  'frame-1.png',
  'frame-2.png',
  'frame-3.png',
  'frame-4.png',
  'frame-5.png',
  'frame-6.png',
  'hero.png',
  'manifest.json',
]

let studio: Studio
let where: { folder: string; port: number }

beforeAll(async () => {
  studio = await startStudio()
  where = { folder: mkdtempSync(join(tmpdir(), 'e2e-cli-')), port: await freePort() }
})

afterAll(async () => {
  await studio?.stop()
  if (where) rmSync(where.folder, { recursive: true })
})

describe('shoot --yes --json', () => {
  it('makes a film in a running studio, and prints nothing but events', async () => {
    const args = [...REFERENCES, PROMPT, '--out', 'asked', '--yes', '--json', '--server', studio.url]
    const { code, stdout, stderr } = await runCli(args, where)
    expect(stderr).toContain('The film is made: asked/film.mp4')
    expect(code).toBe(0)
    const events = readEvents(stdout)
    expectKnownShapes(events)
    for (const turn of turnsOf(events)) expectWholeTurn(turn)
    await expectWholeFolder(join(where.folder, 'asked'))
  })

  it('starts a studio of its own where none runs, and ends it', async () => {
    const { code, stdout, stderr } = await runCli([...REFERENCES, PROMPT, '--out', 'own', '--yes', '--json'], where)
    const url = /^Studio for this run: (\S+)$/m.exec(stderr)?.[1] ?? ''
    expect(stderr).toContain('The film is made: own/film.mp4')
    expect(code).toBe(0)
    expectKnownShapes(readEvents(stdout))
    await expectWholeFolder(join(where.folder, 'own'))
    await expect(fetch(url)).rejects.toThrow()
  })
})

describe('with nobody at the terminal', () => {
  it('stops at the first decision, says how to go on, and goes on like that', async () => {
    const { code, stderr } = await runCli([...REFERENCES, PROMPT, '--out', 'stops', '--server', studio.url], where)
    expect(code).toBe(1)
    expect(stderr).toContain('A decision is needed on the hero image')
    const session = /--resume (\S+)/.exec(stderr)?.[1] ?? ''
    expect(readdirSync(join(where.folder, 'stops')).sort()).toEqual(['hero.png', 'manifest.json'])
    const again = ['--resume', session, '--out', 'stops', '--server', studio.url]
    const changed = await runCli([...again, 'warmer light'], where)
    expect([changed.code, changed.stdout]).toEqual([1, expect.stringContaining('hero v2')])
    const approved = await runCli([...again, '--approve'], where)
    expect(approved.code).toBe(1)
    expect(approved.stderr).toContain('A decision is needed on the contact sheet')
    expect(readdirSync(join(where.folder, 'stops'))).toContain('contact-sheet.png')
  })
})

it('shows a person at a terminal what a stage would order, and orders it once that is approved', async () => {
  const answers = [
    {
      to: /hero · 3:2 · 2K · nano-banana-pro · \$0\.15.*The plan of the hero image, \$0\.15: press Return/s,
      type: '\r',
    },
    { to: /The hero image: press Return to approve/, type: 'y\r' },
    { to: /The plan of the contact sheet, \$0\.15: press Return/, type: 'stop\r' },
  ]
  const args = [...REFERENCES, PROMPT, '--out', 'planned', '--stops', 'before_paid', '--server', studio.url]
  const { code, stdout } = await runCliInTerminal(args, where, (printed) =>
    answers[0]?.to.test(printed) ? answers.shift()?.type : undefined,
  )
  expect(answers).toEqual([])
  expect(stdout).toContain('Stopped here. Everything is kept.')
  expect(code).toBe(1)
  expect(readdirSync(join(where.folder, 'planned')).sort()).toEqual(['hero.png', 'manifest.json'])
})

it('asks the person at a terminal, and does what is chosen', async () => {
  // The prompt is drawn again while one types; the second is the one that comes after the changed hero.
  const answers = [
    { to: /The hero image: press Return to approve/, type: 'warmer light\r' },
    { to: /hero v2.*The hero image: press Return to approve/s, type: 'stop\r' },
  ]
  const args = [...REFERENCES, PROMPT, '--out', 'person', '--server', studio.url]
  const { code, stdout } = await runCliInTerminal(args, where, (printed) =>
    answers[0]?.to.test(printed) ? answers.shift()?.type : undefined,
  )
  expect(answers).toEqual([])
  expect(stdout).toContain('hero v2')
  expect(stdout).toContain('Stopped here. Everything is kept.')
  expect(code).toBe(1)
})

describe('wrong use', () => {
  const model = REFERENCES[1] ?? ''
  it.each([
    ['an unknown role', ['--ref', 'hat=hat.png', PROMPT], '"hat" is no role. Roles are model, garment'],
    ['a missing file', ['--ref', 'model=nobody.png', PROMPT], 'there is no file nobody.png'],
    ['no prompt', ['--ref', model], 'Say in a line what the shoot should be.'],
    ['no photo', [PROMPT], 'Add at least one: --ref model=photo.png'],
    [
      'a photo that is none',
      ['--ref', `model=${join(repoRoot, 'README.md')}`, PROMPT],
      'README.md is no PNG, JPEG or WebP',
    ],
    ['an unknown option', ['--loud', PROMPT], "unknown option '--loud'"],
  ])('%s ends with 2 and words, before anything is begun', async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(args, where)
    expect(stderr).toContain(words)
    expect([code, stdout]).toEqual([2, ''])
    expect(readdirSync(where.folder)).not.toContain('shoot')
  })

  it('a photo that is damaged ends with 1 and words, and no shoot is begun', async () => {
    const before = await (await fetch(`${studio.url}/api/sessions`)).text()
    const jpeg = readFileSync(join(repoRoot, 'samples/location.jpg'))
    writeFileSync(join(where.folder, 'cut.jpg'), jpeg.subarray(0, jpeg.length / 2))
    const args = ['--ref', 'location=cut.jpg', PROMPT, '--out', 'bad', '--server', studio.url]
    expect(await runCli(args, where)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/“cut.jpg”.*damaged.*cut short/s),
    })
    expect(readdirSync(where.folder)).not.toContain('bad')
    expect(await (await fetch(`${studio.url}/api/sessions`)).text()).toBe(before)
  })

  it('a studio that does not answer ends with 1 and words', async () => {
    const server = `http://127.0.0.1:${where.port}`
    const { code, stderr } = await runCli([...REFERENCES, PROMPT, '--server', server, '--out', 'none'], where)
    expect(stderr).toContain(`No studio answers at ${server}`)
    expect(code).toBe(1)
  })
})

/** The lines of `--json` as the wire has them. */
function readEvents(stdout: string): Logged[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { seq, ...event } = JSON.parse(line) as WireEvent & { seq: number }
      return { id: seq, event }
    })
}

/** The log in turns; decisions on checkpoints come between them. */
function turnsOf(events: Logged[]): Logged[][] {
  const starts = events.flatMap(({ event }, index) => (event.type === 'session_init' ? [index] : []))
  return starts.map((start) => {
    const end = events.findIndex(({ event }, index) => index > start && event.type === 'complete')
    return events.slice(start, end + 1)
  })
}

/** Fails unless the folder holds a whole shoot, and its manifest every file's true size and hash. */
async function expectWholeFolder(folder: string): Promise<void> {
  expect(readdirSync(folder).sort()).toEqual(FILES)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  expect(manifest).toMatchObject({ title: PROMPT, spentUsd: expect.any(Number) })
  const listed: { file: string; asset: { sha256: string; bytes: number } }[] = manifest.files
  expect(listed.map(({ file }) => file).sort()).toEqual(FILES.filter((file) => file !== 'manifest.json'))
  for (const { file, asset } of listed) {
    const bytes = readFileSync(join(folder, file))
    expect([file, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
      file,
      asset.sha256,
      asset.bytes,
    ])
  }
  const { seconds } = await probeFilm(readFileSync(join(folder, 'film.mp4')))
  expect(Math.abs(seconds - 7.5)).toBeLessThanOrEqual(0.1)
}
