import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { SegmentCache } from './SegmentCache.ts'

const path = temporaryFolder()
const key = SegmentCache.key(['what it is made from'])

async function keepAll(cache: SegmentCache, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await writeFile(path(name), name.repeat(100))
    await cache.keep(SegmentCache.key([name]), path(name))
  }
}

describe('SegmentCache', () => {
  it('gives back what it keeps, and nothing for another key', async () => {
    const cache = new SegmentCache(path('new/deep'))
    expect(await cache.take(key, path('taken'))).toBe(false)
    await writeFile(path('segment'), 'encoded')
    await cache.keep(key, path('segment'))
    await cache.keep(key, path('segment'))
    expect(await readdir(path('new/deep'))).toHaveLength(1)
    expect(await cache.take(key, path('taken'))).toBe(true)
    expect(await readFile(path('taken'), 'utf8')).toBe('encoded')
    expect(await cache.take(SegmentCache.key(['another']), path('other'))).toBe(false)
    await expect(readFile(path('other'))).rejects.toThrow('ENOENT')
  })

  it('drops what is damaged, so that it is made again', async () => {
    const cache = new SegmentCache(path('damaged'))
    await writeFile(path('segment'), 'encoded')
    await cache.keep(key, path('segment'))
    const [name = ''] = await readdir(path('damaged'))
    await writeFile(path(`damaged/${name}`), 'encodeX')
    expect(await cache.take(key, path('taken'))).toBe(false)
    expect(await readdir(path('damaged'))).toEqual([])
    await cache.keep(key, path('segment'))
    expect(await cache.take(key, path('taken'))).toBe(true)
  })

  it('forgets what was not used for longest when it is full, and touches nothing else', async () => {
    const cache = new SegmentCache(path('full'), 1000)
    await mkdir(path('full'))
    await writeFile(path('full/notes.mp4'), 'mine'.repeat(1000))
    await keepAll(cache, ['abc', 'def', 'ghi'])
    for (const [order, name] of ['abc', 'def', 'ghi'].entries()) {
      const file = (await readdir(path('full'))).find((each) => each.startsWith(SegmentCache.key([name]))) ?? ''
      await utimes(path(`full/${file}`), 1000 + order, 1000 + order)
    }
    // Used again, the oldest becomes the newest.
    expect(await cache.take(SegmentCache.key(['abc']), path('taken'))).toBe(true)
    await keepAll(cache, ['jkl'])
    const has = (name: string) => cache.take(SegmentCache.key([name]), path('taken'))
    expect([await has('abc'), await has('def'), await has('ghi'), await has('jkl')]).toEqual([true, false, true, true])
    expect(await readdir(path('full'))).toContain('notes.mp4')
  })

  it('drops nothing that is whole where there is no place for a copy of it', async () => {
    const cache = new SegmentCache(path('whole'))
    await writeFile(path('segment'), 'encoded')
    await cache.keep(key, path('segment'))
    expect(await cache.take(key, path('no folder/taken'))).toBe(false)
    expect(await cache.take(key, path('taken'))).toBe(true)
  })

  it('says where it cannot keep', async () => {
    await writeFile(path('plain'), '')
    await writeFile(path('segment'), 'encoded')
    const cache = new SegmentCache(path('plain/folder'))
    expect(await cache.take(key, path('taken'))).toBe(false)
    await expect(cache.keep(key, path('segment'))).rejects.toMatchObject({
      code: 'cannotWrite',
      message: `${path('plain/folder')} cannot be written: a part of its path is a file.`,
    })
  })
})
