import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { workFolder } from '../../test/workFolder.ts'
import { writeTogether } from './writeTogether.ts'

const path = temporaryFolder()
const file = (name: string) => ({ file: path(name), bytes: Buffer.from(name) })

describe('writeTogether', () => {
  it('writes all or none, and leaves no folder that it made', async () => {
    await mkdir(path('in the way'))
    const hopeless = writeTogether([file('new/deep/a'), file('new/b'), file('in the way')])
    await expect(hopeless).rejects.toMatchObject({ code: 'cannotWrite', message: expect.stringContaining('folder') })
    const late = writeTogether([file('new/deep/a')], AbortSignal.abort())
    await expect(late).rejects.toMatchObject({ code: 'aborted' })
    expect(await readdir(path())).toEqual(['in the way'])
    await writeTogether([file('new/deep/a'), file('new/b')])
    expect((await readdir(path('new'), { recursive: true })).sort()).toEqual(['b', 'deep', 'deep/a'])
  })

  it('has a place of its own for each', async () => {
    await mkdir(path('real'))
    await symlink(path('real'), path('linked'))
    const twice = { code: 'wrongUse', message: expect.stringContaining('linked/a') }
    await expect(writeTogether([file('real/a'), file('real/b'), file('linked/a')])).rejects.toMatchObject(twice)
    expect(await readdir(path('real'))).toEqual([])
  })

  it('waits for what is still written when one fails, and leaves nothing', async () => {
    const halved = writeTogether([file('half/failing'), file('half/slow')])
    const folder = await workFolder(path('half'))
    mkdirSync(join(folder, 'made-0'))
    // What is written into a pipe waits for a reader.
    execFileSync('mkfifo', [join(folder, 'made-1')])
    const settled = halved.catch((error: unknown) => error)
    expect(await Promise.race([settled, setTimeout(50, 'still at it')])).toBe('still at it')
    await readFile(join(folder, 'made-1'))
    const message = expect.stringMatching(/half cannot be written: EISDIR/)
    expect(await settled).toMatchObject({ code: 'cannotWrite', message })
    expect(await readdir(path())).not.toContain('half')
  })

  it('names the folder that cannot take its part', async () => {
    const both = writeTogether([file('one/a'), file('other/b')])
    await workFolder(path('other'))
    mkdirSync(join(await workFolder(path('one')), 'made-0'))
    await expect(both).rejects.toThrow(`${path('one')} cannot be written`)
  })

  it('says in words where it cannot write', async () => {
    await writeFile(path('plain'), '')
    for (const [name, message] of [
      ['plain/a', `${path('plain/a')} cannot be written: a part of its path is a file.`],
      [
        `fresh/${'long'.repeat(100)}/a`,
        `${path(`fresh/${'long'.repeat(100)}`)} cannot be written: its name is too long.`,
      ],
      ['fresh/', `${path('fresh')}/ cannot be written: it is a folder.`],
      ['long'.repeat(100), `${path('long'.repeat(100))} cannot be written: its name is too long.`],
    ] as const) {
      await expect(writeTogether([file('fresh/first'), file(name)])).rejects.toMatchObject({
        code: 'cannotWrite',
        message,
      })
    }
    expect(await readdir(path())).not.toContain('fresh')
    if (process.platform === 'linux') {
      const nowhere = { code: 'cannotWrite', message: '/proc/none cannot be written: no folder can be made there.' }
      await expect(writeTogether([{ file: '/proc/none/a', bytes: Buffer.alloc(1) }])).rejects.toMatchObject(nowhere)
    }
    // A rename would put a plain file in its place.
    await symlink('/dev/null', path('nowhere'))
    const device = { code: 'cannotWrite', message: expect.stringContaining('a device') }
    await expect(writeTogether([file('nowhere')])).rejects.toMatchObject(device)
    expect((await stat(path('nowhere'))).isCharacterDevice()).toBe(true)
  })
})
