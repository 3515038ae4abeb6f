import { readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMedia } from '../build.ts'
import { hostileClips } from '../test/hostileClips.ts'
import { heavyPictures, hostilePictures } from '../test/hostilePictures.ts'
import { type MediaRun, runMedia } from '../test/runMedia.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { runLimited } from './runLimited.ts'

const path = temporaryFolder()
const MAX_BYTES = 900_000_000
const QUICK = ['--preset', 'ultrafast', '--seconds', '0.5']

/** Every command that takes a picture, or a clip, on the file `name`; what it makes goes to `out`. */
const onPictures = {
  probe: (name: string, _: string) => ['probe', name],
  preview: (name: string, out: string) => ['preview', name, '--out', out],
  crop: (name: string, out: string) => ['crop', name, '--out', out],
  resize: (name: string, out: string) => ['resize', name, '--out', out, '--ratio', '1:1'],
}
const onClips = {
  probe: onPictures.probe,
  preview: onPictures.preview,
  stitch: (name: string, out: string) => ['stitch', name, '--out', `${out}mp4`, ...QUICK],
  music: (name: string, out: string) => ['stitch', 'whole.mp4', '--music', name, '--out', `${out}mp4`, ...QUICK],
}

/** Runs every command on every file, each as a process, and calls `judge` with how it went and what it left. */
async function runAll(
  files: Record<string, Buffer | string>,
  commands: typeof onPictures | typeof onClips,
  judge: (run: MediaRun & { what: string; made: string[] }) => void,
): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(path(name), bytes)
  const runs = Object.keys(files).flatMap((name) =>
    Object.entries(commands).map(([command, args]) => ({ what: `${command} ${name}`, name, args })),
  )
  const before = new Set(await readdir(path()))
  await runLimited(runs, availableParallelism(), undefined, async ({ what, name, args }, index) => {
    const out = `out-${name}-${index}.`
    const run = await runMedia([...args(name, out), '--json'], path())
    const made = (await readdir(path())).filter((entry) => entry.startsWith(out) && !before.has(entry))
    expect(run.peakBytes, what).toBeLessThan(MAX_BYTES)
    expect(run.stderr, what).not.toMatch(/^\s+at /m)
    judge({ ...run, what, made })
  })
  const rest = (await readdir(path())).filter((entry) => !before.has(entry) && !entry.startsWith('out-'))
  expect(rest, 'left behind').toEqual([])
}

function isRefused({ what, exitCode, stdout, stderr, made }: MediaRun & { what: string; made: string[] }): void {
  expect({ what, exitCode, made }).toEqual({ what, exitCode: 1, made: [] })
  const { error } = JSON.parse(stdout)
  expect(error, what).toEqual({
    code: expect.stringMatching(/^(notMedia|damagedFile|tooLarge|unsupported|notAGrid)$/),
    message: expect.stringMatching(/\w/),
    hint: expect.stringMatching(/\w/),
  })
  expect(stderr, what).toContain(error.message)
}

/** Done or refused, as long as it says so. */
function isHandled(run: MediaRun & { what: string; made: string[] }): void {
  if (run.exitCode === 0) expect(JSON.parse(run.stdout), run.what).not.toHaveProperty('error')
  else isRefused(run)
}

describe('files that mean harm', { timeout: 300_000 }, () => {
  beforeAll(() => buildMedia())

  it('are refused as pictures, in words, within limits, with nothing left', async () => {
    await runAll(await hostilePictures(), onPictures, isRefused)
  })

  it('are refused as clips and as music too, or handled within the limits', async () => {
    const { refused, handled } = await hostileClips(path())
    await runAll(refused, onClips, isRefused)
    await runAll(handled, onClips, isHandled)
  })

  it('may be pictures that hide something heavy: they take no more than the limits', async () => {
    await runAll(await heavyPictures(), onPictures, isHandled)
  })
})
