import { createMemoryHistory } from '@tanstack/react-router'
import { expect, test } from 'vitest'
import { createStudioRouter } from './router.ts'

const id = '0b6f2c1e-5d3a-4c59-9a51-1f2d3c4b5a69'

/** The route that an address leads to, and its parameters; null where there is nothing. */
async function arrive(address: string) {
  const router = createStudioRouter(createMemoryHistory({ initialEntries: [address] }))
  await router.load()
  const { matches } = router.state
  if (matches.some(({ status, _notFound }) => status === 'notFound' || _notFound)) return null
  const last = matches.at(-1)
  return last && [last.routeId, last.params]
}

test('each page has its address', async () => {
  expect(await arrive('/')).toEqual(['/', {}])
  expect(await arrive('/shoots')).toEqual(['/shoots', {}])
  expect(await arrive('/dev/gallery')).toEqual(['/dev/gallery', {}])
})

test('a shoot has an address that leads back to it', async () => {
  expect(await arrive(`/shoots/${id}`)).toEqual(['/shoots/$sessionId', { sessionId: id }])
})

test.each(['/shoots/not-an-id', `/shoots/${id}/more`, '/elsewhere'])('there is nothing at %s', async (address) => {
  expect(await arrive(address)).toBeNull()
})
