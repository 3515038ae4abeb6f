import { SLOTS, type Slot } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeClip, makePicture, makeSheet } from '../../test/makeMedia.ts'
import { openShoot } from '../../test/openShoot.ts'

let shoot: Awaited<ReturnType<typeof openShoot>>
beforeEach(async () => {
  shoot = await openShoot()
})
afterEach(async () => {
  await shoot.close()
  vi.restoreAllMocks()
})

const active = (slot: Slot) => shoot.gateway.shoot().slots.find((entry) => entry.slot === slot)?.active
const sent = () => shoot.gateway.seen.filter((call) => call.startsWith('PUT /previews/'))
const none = { hasPreview: false }
const done = { thumbhash: expect.any(String), hasPreview: true }

async function preview(assetId: string | undefined) {
  const { format, width, height } = await sharp(shoot.gateway.previews.get(assetId ?? '')).metadata()
  return [format, width, height]
}

describe('previews', () => {
  it('are made of photos with the first call of a tool, 512 px on the longer side at most, and once', async () => {
    const portrait = await shoot.gateway.addReference('model', await makePicture(900, 1200, '#ca8'), 'model.png', none)
    const small = await shoot.gateway.addReference('garment', await makePicture(300, 400, '#955'), 'jacket.png', none)
    await shoot.call('get_shoot')
    await shoot.previews.settled()
    expect(await preview(portrait.id)).toEqual(['webp', 384, 512])
    expect(await preview(small.id)).toEqual(['webp', 300, 400])
    expect(shoot.gateway.shoot().references).toMatchObject([done, done])
    await shoot.call('get_shoot')
    await shoot.previews.settled()
    expect(sent()).toHaveLength(2)
  })

  it('are made of what jobs make, a clip by its poster', async () => {
    for (const slot of SLOTS.filter((one) => one.startsWith('frame_')))
      await shoot.gateway.addOutput(slot, await makePicture(450, 300, '#456'))
    await shoot.call('generate_clips', { clips: [1] })
    await shoot.previews.settled()
    expect(active('clip_1')).toMatchObject(done)
    expect(await preview(active('clip_1')?.id)).toEqual(['webp', expect.any(Number), expect.any(Number)])
  })

  it('come with the frames, which show as a blur from their first moment on', async () => {
    await shoot.gateway.addOutput('contact_sheet', await makeSheet())
    // Nothing but their own upload brings the blur.
    shoot.gateway.failNext(/previews/, 100, { status: 401, code: 'unauthorized' })
    vi.spyOn(console, 'error').mockReturnValue()
    await shoot.call('extract_frames')
    await shoot.previews.settled()
    expect(active('frame_6')).toMatchObject({ ...done, hasPreview: false })
    shoot.gateway.failNext(/previews/, 0)
    await shoot.call('get_shoot')
    await shoot.previews.settled()
    expect(active('frame_6')).toMatchObject(done)
  })

  it('that fail stop no tool, and are logged', async () => {
    const broken = { bytes: new Uint8Array([1, 2, 3]), contentType: 'video/mp4', durationSeconds: 5 } as const
    await shoot.gateway.addOutput('clip_1', broken, { width: 180, height: 120, ...none })
    const logged = vi.spyOn(console, 'error').mockReturnValue()
    const clip = await shoot.gateway.addOutput('clip_2', await makeClip(), { width: 180, height: 120, ...none })
    for (const _ of [1, 2]) {
      expect(await shoot.call('get_shoot')).toMatchObject({ failed: false })
      await shoot.previews.settled()
    }
    expect(logged.mock.calls.map(([words]) => words)).toEqual([`No preview was made of ${active('clip_1')?.id}:`])
    expect([...shoot.gateway.previews.keys()]).toEqual([clip.id])
  })
})
