import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { buildImageFolder } from './buildImageFolder.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-test-'))
  folders.push(folder)
  return folder
}

/** Builds a checkout of these files, with this Dockerfile after its first line. */
async function build(dockerfile: string, files: Record<string, string> = {}) {
  const root = emptyFolder()
  const all = {
    '.dockerignore': '*\n!in\n**/*.log',
    ...files,
    'sandbox/Dockerfile': `FROM base AS base\n${dockerfile}`,
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const said: string[] = []
  const image = await buildImageFolder(root, emptyFolder(), (line) => said.push(line))
  return { ...image, said, read: (path: string) => readFileSync(join(image.tree, path), 'utf8') }
}

it('copies what may get in, runs in the stage’s own tree, and hands on between stages', async () => {
  const dockerfile = `FROM base AS make
WORKDIR /made/here
COPY in ./
RUN cat a.txt b/c.txt > sum && pwd > where
FROM base
WORKDIR /w
COPY --from=make /made/here/sum ./
COPY --from=make /made/here/b parts
ENV PLACE=/w KIND=x
EXPOSE 80
`
  const files = { 'in/a.txt': 'A', 'in/b/c.txt': 'C', 'in/x.log': 'no' }
  const image = await build(dockerfile, files)
  expect(image.read('w/sum')).toBe('AC')
  expect(readdirSync(join(image.tree, 'w')).sort()).toEqual(['parts', 'sum'])
  expect(image.read('w/parts/c.txt')).toBe('C')
  expect(existsSync(join(image.tree, '../make/made/here/x.log'))).toBe(false)
  expect(readFileSync(join(image.tree, '../make/made/here/where'), 'utf8').trim()).toBe(
    join(image.tree, '../make/made/here'),
  )
  expect(image).toMatchObject({ env: { PLACE: '/w', KIND: 'x' }, workdir: '/w', ports: [80], leftOut: [] })
  expect(image.layers).toEqual([
    { what: 'COPY --from=make /made/here/sum ./', bytes: 2 },
    { what: 'COPY --from=make /made/here/b parts', bytes: 1 },
  ])
})

it('says what it left out, and runs nothing of it', async () => {
  const { leftOut, said } = await build('FROM base\nRUN apt-get update && touch x\n')
  expect(leftOut).toEqual(['apt-get update && touch x'])
  expect(said).toContain('image: RUN apt-get update && touch x')
})

it('keeps this program’s environment from commands', async () => {
  process.env.A_SECRET_OF_THIS_MACHINE = 'secret'
  const { read } = await build('FROM base\nRUN env > all\n')
  delete process.env.A_SECRET_OF_THIS_MACHINE
  expect(read('all')).toMatch(/^HOME=.*\/image\/root$/m)
  expect(read('all')).not.toContain('secret')
})

it.each([
  ['a command that fails', 'FROM base\nRUN echo no room >&2; exit 3', /RUN echo no room .*ended with 3:\nno room/s],
  ['a file that is not there', 'FROM base\nCOPY in/none ./', /COPY finds no .*in\/none/],
  ['a file that .dockerignore leaves out', 'FROM base\nCOPY out ./', /COPY finds nothing in .*out that .dockerignore/],
  ['a stage that is not there', 'FROM base\nCOPY --from=other /x ./', /no stage other/],
  ['a base with steps', 'FROM base AS two\nWORKDIR /x\nFROM two\nEXPOSE 1', /stage two.*is taken as a base/],
])('fails at %s', async (_, dockerfile, reason) => {
  await expect(build(dockerfile, { 'in/a': '', out: '' })).rejects.toThrow(reason)
})
