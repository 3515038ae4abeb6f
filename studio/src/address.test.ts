import { expect, test } from 'vitest'
import { addressOf, shootPath } from './address.ts'

const id = '0b6f2c1e-5d3a-4c59-9a51-1f2d3c4b5a69'

test('a shoot has an address that leads back to it', () => {
  expect(addressOf(shootPath(id))).toEqual({ page: 'shoot', sessionId: id })
  expect(addressOf(`${shootPath(id)}/`)).toEqual({ page: 'shoot', sessionId: id })
})

test('the root is the start page', () => {
  expect(addressOf('/')).toEqual({ page: 'start' })
})

test.each(['/shoots', '/shoots/', '/shoots/not-an-id', `/shoots/${id}/more`, '/elsewhere'])('%s is unknown', (path) => {
  expect(addressOf(path)).toEqual({ page: 'unknown' })
})
