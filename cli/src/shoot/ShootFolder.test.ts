import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Asset, emptyView, Manifest, reduce, type SessionSummary, type Slot } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Api } from './Api.ts'
import { ShootFolder } from './ShootFolder.ts'

const SESSION = '0b2f0f2e-43c1-4c39-9a55-7d1c35d2f9a4'
const summary = { id: SESSION, title: 'A shoot' } as SessionSummary
const contents = new Map<string, string>()
const server = createServer((request, response) => response.end(contents.get(request.url?.split('/').at(-1) ?? '')))
let api: Api
let folder: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  api = new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch)
})
afterAll(() => server.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'))
  return () => rmSync(folder, { recursive: true })
})

function stored(slot: Slot, content: string, number: number): Asset {
  const id = `out_00000000-0000-4000-8000-00000000000${number}`
  contents.set(id, content)
  return {
    id,
    sessionId: SESSION,
    slot,
    version: 1,
    role: null,
    fileName: slot,
    contentType: slot.startsWith('clip') ? 'video/mp4' : 'image/png',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    width: 8,
    height: 8,
    durationSeconds: null,
    thumbhash: null,
    hasPreview: false,
    madeFrom: [],
    jobId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
  }
}

const viewOf = (assets: Asset[]) =>
  assets.reduce((view, asset, index) => reduce(view, { seq: index + 1, event: { type: 'asset', asset } }), emptyView)

it('holds the active version of every slot and a manifest, and fetches only what is new', async () => {
  const assets = [
    stored('hero', 'old', 1),
    stored('hero', 'new', 2),
    stored('contact_sheet', 'sheet', 3),
    stored('clip_1', 'clip', 4),
  ]
  const target = new ShootFolder(folder, 'npx shoot')
  target.claim(null)
  expect(await target.save(api, summary, viewOf(assets))).toEqual(['hero.png', 'contact-sheet.png', 'clip-1.mp4'])
  expect(await target.save(api, summary, viewOf(assets))).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(['clip-1.mp4', 'contact-sheet.png', 'hero.png', 'manifest.json'])
  expect(readFileSync(join(folder, 'hero.png'), 'utf8')).toBe('new')
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  expect(manifest.files.map(({ file, asset }) => [file, asset.id])).toEqual([
    ['hero.png', assets[1]?.id],
    ['contact-sheet.png', assets[2]?.id],
    ['clip-1.mp4', assets[3]?.id],
  ])
  expect(() => new ShootFolder(folder, 'npx shoot').claim(SESSION)).not.toThrow()
  expect(() => new ShootFolder(folder, 'npx shoot').claim(null)).toThrow(
    `holds another shoot (${SESSION}). Choose another folder with --out, or go on with that shoot:\nnpx shoot --resume ${SESSION} --out ${folder}`,
  )
})

it('keeps nothing of a file that is not what was stored', async () => {
  const asset = stored('hero', 'right', 1)
  contents.set(asset.id, 'wrong')
  await expect(new ShootFolder(folder, 'npx shoot').save(api, summary, viewOf([asset]))).rejects.toThrow(
    'hero.png was damaged',
  )
  expect(readdirSync(folder)).toEqual([])
})

it('never replaces files that are not its own', () => {
  writeFileSync(join(folder, 'hero.png'), 'mine')
  expect(() => new ShootFolder(folder, 'npx shoot').claim(null)).toThrow('would replace')
})

it('leaves no empty folder behind', async () => {
  const path = join(folder, 'new')
  const target = new ShootFolder(path, 'npx shoot')
  target.claim(null)
  expect(existsSync(path)).toBe(true)
  expect(await target.save(api, summary, emptyView)).toEqual([])
  target.leave()
  expect(existsSync(path)).toBe(false)
})
