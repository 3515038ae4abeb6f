import { SLOTS, type Slot } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeNoise } from '../../test/makeMedia.ts'
import { openShoot } from '../../test/openShoot.ts'
import type { Made } from '../../test/startGatewayServer.ts'

let shoot: Awaited<ReturnType<typeof openShoot>>
beforeEach(async () => {
  shoot = await openShoot()
})
afterEach(() => shoot.close())

const frameSlots = SLOTS.filter((slot) => slot.startsWith('frame_'))
const entry = (slot: Slot) => shoot.gateway.shoot().slots.find((each) => each.slot === slot)

async function addFrames(width: number, height: number, slots: readonly Slot[] = frameSlots): Promise<void> {
  const plain = await sharp({ create: { width, height, channels: 3, background: '#456' } })
    .png()
    .toBuffer()
  const made: Made = { bytes: new Uint8Array(plain), contentType: 'image/png' }
  for (const slot of slots) await shoot.gateway.addOutput(slot, made)
}

/** Format and size of what the clip service gets in the place of frames. */
const copies = () =>
  Promise.all(
    [...shoot.gateway.fits.values()].map(async (bytes) => {
      const { format, width, height } = await sharp(bytes).metadata()
      return [format, width, height]
    }),
  )

describe('frames on their way to the clip service', () => {
  it('go as they are where it takes them', async () => {
    await addFrames(450, 300)
    expect(await shoot.call('generate_clips', { clips: [1] })).toMatchObject({ failed: false })
    expect(await copies()).toEqual([])
  })

  it('go as copies where one is too large, both of one size, and stay as they are in the shoot', async () => {
    await addFrames(320, 180)
    await addFrames(4096, 2304, ['frame_3'])
    const heavy = await shoot.gateway.addOutput('frame_4', await makeNoise(4096, 2304))
    expect(heavy.bytes).toBeGreaterThan(10_000_000)
    expect(await shoot.call('generate_clips', { clips: [3] })).toMatchObject({ failed: false })
    const [first, tail] = await copies()
    expect(first).toEqual(['jpeg', expect.any(Number), expect.any(Number)])
    expect(tail).toEqual(first)
    expect(Number(first?.[1]) / Number(first?.[2])).toBeCloseTo(16 / 9, 2)
    expect([...shoot.gateway.fits.keys()]).toEqual([entry('frame_3')?.active.id, heavy.id])
    expect(entry('frame_4')).toMatchObject({ active: heavy, versions: [{}, heavy] })
  })

  it('go as larger copies where they are too small', async () => {
    await addFrames(240, 420)
    expect(await shoot.call('generate_clips')).toMatchObject({ failed: false, endTurn: true })
    expect(await copies()).toEqual(frameSlots.map(() => ['jpeg', 300, 525]))
  })

  it('do not go where they are too long at any size, and nothing is paid', async () => {
    await addFrames(900, 300)
    const result = await shoot.call('generate_clips', { clips: [2] })
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toMatch(/frame 2 \(900×300\) and frame 3.*Nothing was paid.*resize_frames/)
    expect(shoot.gateway.jobRequests()).toEqual([])
  })
})
