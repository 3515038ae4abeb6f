import { LIMITS } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { changePhotos, type Photo } from './photos.ts'

function add(photos: Photo[], ...keys: string[]): Photo[] {
  const files = keys.map((key) => ({ key, file: new File(['x'], `${key}.png`), preview: `blob:${key}` }))
  return changePhotos(photos, { type: 'add', photos: files })
}

const GOOD = { flaws: [], fingerprint: null }
const keysOf = (photos: Photo[]) => photos.map(({ key }) => key)
const rolesOf = (photos: Photo[]) => photos.map(({ role }) => role)

test('roles are guessed anew when a better name comes, or a photo goes', () => {
  expect(rolesOf(add([], 'a', 'b'))).toEqual(['model', 'garment'])
  const named = add(add([], 'a', 'b'), 'model')
  expect(rolesOf(named)).toEqual(['garment', 'accessory', 'model'])
  expect(rolesOf(changePhotos(named, { type: 'remove', key: 'model' }))).toEqual(['model', 'garment'])
})

test('a chosen role stays, and the others make room for it', () => {
  const chosen = changePhotos(add([], 'a', 'b'), { type: 'role', key: 'b', role: 'model' })
  expect(rolesOf(chosen)).toEqual(['garment', 'model'])
  const left = changePhotos(add(chosen, 'c'), { type: 'remove', key: 'a' })
  expect(rolesOf(left)).toEqual(['model', 'garment'])
})

test('a photo that is turned down takes no role', () => {
  const turnedDown = changePhotos(add([], 'a', 'b'), { type: 'checked', key: 'a', check: { trouble: 'too small' } })
  expect(turnedDown[1]?.role).toBe('model')
})

test('a photo keeps the role that it is sent with, and is sent again once its role is guessed anew', () => {
  const stored = changePhotos(add([], 'a', 'b'), { type: 'mark', key: 'b', state: 'stored', assetId: 'up_2' })
  const refused = changePhotos(stored, { type: 'mark', key: 'a', state: 'bad', trouble: 'damaged' })
  expect(refused[1]).toMatchObject({ role: 'garment', state: 'stored', assetId: 'up_2' })
  const [left] = changePhotos(refused, { type: 'remove', key: 'a' })
  expect(left).toMatchObject({ role: 'model', state: 'ready' })
  expect(left).not.toHaveProperty('assetId')
})

test('a stored photo whose role changes has to be stored again', () => {
  const stored = changePhotos(add([], 'a'), { type: 'mark', key: 'a', state: 'stored', assetId: 'up_1' })
  expect(stored[0]).toMatchObject({ state: 'stored', assetId: 'up_1' })
  const [changed] = changePhotos(stored, { type: 'role', key: 'a', role: 'style' })
  expect(changed).toMatchObject({ state: 'ready', role: 'style' })
  expect(changed).not.toHaveProperty('assetId')
})

test('a bad photo stays bad whatever its role, and loses its trouble when it is marked anew', () => {
  const bad = changePhotos(add([], 'a'), { type: 'mark', key: 'a', state: 'bad', trouble: 'too small' })
  expect(changePhotos(bad, { type: 'role', key: 'a', role: 'style' })[0]).toMatchObject({ state: 'bad' })
  expect(changePhotos(bad, { type: 'mark', key: 'a', state: 'uploading' })[0]).not.toHaveProperty('trouble')
})

test('one photo too many is bad, in words', () => {
  const keys = Array.from({ length: LIMITS.references + 1 }, (_, index) => `p${index}`)
  const photos = add([], ...keys)
  expect(photos.filter(({ state }) => state === 'checking')).toHaveLength(LIMITS.references)
  expect(photos.at(-1)?.trouble).toContain(`${LIMITS.references} photos at most`)
  const checked = changePhotos(photos, { type: 'checked', key: `p${LIMITS.references}`, check: GOOD })
  expect(checked.at(-1)?.state).toBe('bad')
})

test('the check decides about a new photo', () => {
  const photos = add([], 'a', 'b')
  const good = changePhotos(photos, { type: 'checked', key: 'a', check: GOOD })
  const both = changePhotos(good, { type: 'checked', key: 'b', check: { trouble: 'damaged' } })
  expect(both.map(({ state, trouble }) => [state, trouble])).toEqual([
    ['ready', undefined],
    ['bad', 'damaged'],
  ])
})

test('a photo moves to any place, and roles that nobody chose follow the order', () => {
  const photos = add([], 'a', 'b', 'c')
  const first = changePhotos(photos, { type: 'move', key: 'c', to: 0 })
  expect(keysOf(first)).toEqual(['c', 'a', 'b'])
  expect(rolesOf(first)).toEqual(['model', 'garment', 'accessory'])
  expect(keysOf(changePhotos(photos, { type: 'move', key: 'a', to: 1 }))).toEqual(['b', 'a', 'c'])
  expect(keysOf(changePhotos(photos, { type: 'move', key: 'a', to: 9 }))).toEqual(['b', 'c', 'a'])
  expect(changePhotos(photos, { type: 'move', key: 'gone', to: 0 })).toEqual(photos)
})

test('what is seen in a photo is kept also when it is being stored by then', () => {
  const sent = changePhotos(add([], 'a'), { type: 'mark', key: 'a', state: 'uploading' })
  const [seen] = changePhotos(sent, { type: 'checked', key: 'a', check: { flaws: ['dark'], fingerprint: null } })
  expect(seen).toMatchObject({ state: 'uploading', judgement: { flaws: ['dark'] } })
})
