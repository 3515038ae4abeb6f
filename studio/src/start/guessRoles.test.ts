import { readdirSync } from 'node:fs'
import type { Role } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { guessRoles } from './guessRoles.ts'

const unchosen = (...names: string[]) => names.map((name) => ({ name, chosen: undefined }))

function orders<T>(items: T[]): T[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

test('the sample photos come out right in any order', () => {
  const samples = readdirSync(new URL('../../../samples/', import.meta.url)).filter((name) => /\.(png|jpg)$/.test(name))
  expect(samples).toHaveLength(4)
  for (const order of orders(samples)) {
    expect(guessRoles(unchosen(...order))).toEqual(order.map((name) => name.replace(/\..*/, '')))
  }
})

test.each<[string, Role]>([
  ['Woman_03.JPG', 'model'],
  ['greenJacket.webp', 'garment'],
  ['red-pants.png', 'garment'],
  ['IMG 12 sunglasses.png', 'accessory'],
  ['shoes.png', 'accessory'],
  ['city at night.jpg', 'location'],
  ['moods2.png', 'style'],
  ['portrait in a coat.png', 'model'],
])('%s names a %s', (name, role) => {
  // The photos before it take what the order gives.
  const before: Role[] = ['model', 'garment', 'accessory']
  const chosen = before.filter((one) => one !== role).map((one) => ({ name: 'x.png', chosen: one }))
  expect(guessRoles([...chosen, ...unchosen(name)]).at(-1)).toBe(role)
})

test('a word inside another word tells nothing', () => {
  expect(guessRoles(unchosen('model.png', 'manchester.png', 'what.png'))).toEqual(['model', 'garment', 'accessory'])
})

test('photos whose names tell nothing take the roles that are free, in order', () => {
  expect(guessRoles(unchosen('1.png', '2.png', '3.png', '4.png'))).toEqual(['model', 'garment', 'accessory', 'garment'])
  expect(guessRoles(unchosen('1.png', 'model.png', '3.png'))).toEqual(['garment', 'model', 'accessory'])
})

test('no second model is guessed, and a chosen role stays', () => {
  expect(guessRoles(unchosen('model-front.png', 'model-back.png'))).toEqual(['model', 'garment'])
  const chosen = [
    { name: 'model.png', chosen: undefined },
    { name: '2.png', chosen: 'model' as const },
    { name: 'bag.png', chosen: 'style' as const },
  ]
  expect(guessRoles(chosen)).toEqual(['garment', 'model', 'style'])
})
