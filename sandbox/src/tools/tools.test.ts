import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SLOTS, type Slot } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeClip, makePicture, makeSheet } from '../../test/makeMedia.ts'
import { openShoot } from '../../test/openShoot.ts'

let shoot: Awaited<ReturnType<typeof openShoot>>

beforeEach(async () => {
  shoot = await openShoot()
  await shoot.gateway.addReference('garment', await makePicture(300, 400, '#955'), 'leather-jacket.png')
  await shoot.gateway.addReference('model', await makePicture(300, 400, '#ca8'), 'model.png')
})
afterEach(() => shoot.close())

const entry = (slot: Slot) => shoot.gateway.shoot().slots.find((each) => each.slot === slot)
const active = (slot: Slot) => entry(slot)?.active
const stages = () => shoot.gateway.shoot().checkpoints.map(({ stage }) => stage)
const frameSlots = SLOTS.filter((slot) => slot.startsWith('frame_'))
const clipSlots = SLOTS.filter((slot) => slot.startsWith('clip_'))

async function addFrames(): Promise<void> {
  for (const slot of frameSlots) {
    await shoot.gateway.addOutput(slot, await makePicture(180, 120, '#456'))
  }
}

async function addClips(): Promise<void> {
  const clip = await makeClip()
  for (const slot of clipSlots.slice(0, 5)) await shoot.gateway.addOutput(slot, clip, { width: 180, height: 120 })
}

describe('the tools as the model sees them', () => {
  it('are twelve, and name the presets that can be chosen', async () => {
    const tools = await shoot.tools()
    expect(tools.map(({ name }) => name).toSorted()).toEqual([
      'edit_frames',
      'extract_frames',
      'generate_clips',
      'generate_contact_sheet',
      'generate_hero',
      'get_shoot',
      'resize_frames',
      'set_active_version',
      'set_stops',
      'stitch_film',
      'try_on_garment',
      'view_asset',
    ])
    const hero = JSON.stringify(tools.find(({ name }) => name === 'generate_hero')?.inputSchema)
    expect(hero).toContain('"urban-lean"')
    expect(hero).toContain('"outdoor-urban"')
  })

  it('name no price: there is one for each model, and the job layer knows it', async () => {
    expect(JSON.stringify(await shoot.tools())).not.toMatch(/\btwice\b|USD \d|\d USD|\$\d/)
  })

  it('refuse a pose that there is not, and name those that there are', async () => {
    const result = await shoot.call('generate_hero', { direction: 'Dusk.', pose: 'handstand' })
    expect(result.failed).toBe(true)
    expect(result.text).toContain('confident-standing')
    expect(shoot.gateway.jobRequests()).toEqual([])
  })
})

describe('get_shoot', () => {
  it('says what exists, what it was made from being replaced, and which tool is next', async () => {
    expect(JSON.parse((await shoot.call('get_shoot')).text)).toMatchObject({
      slots: [],
      models: { images: 'nano-banana-pro', clips: 'kling-v2-6' },
      spentUsd: 0,
      budgetUsd: 10,
      nextTool: 'generate_hero',
    })
    const hero = await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#111'))
    await shoot.gateway.addOutput('contact_sheet', await makeSheet(), { madeFrom: [hero.id] })
    await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#222'))
    expect(JSON.parse((await shoot.call('get_shoot')).text)).toMatchObject({
      stops: 'every_stage',
      references: [{ role: 'garment' }, { role: 'model' }],
      slots: [
        { slot: 'hero', version: 2, versions: [{ version: 1, assetId: hero.id }, { version: 2 }] },
        { slot: 'contact_sheet', version: 1, stale: true },
      ],
      nextTool: 'extract_frames',
    })
  })
})

describe('what was paid', () => {
  it('is said of what a job made, so that the like can be named before it is paid', async () => {
    await shoot.call('generate_hero', { direction: 'Dusk.' })
    const [job] = shoot.gateway.shoot().jobs
    const { slots } = JSON.parse((await shoot.call('get_shoot')).text)
    expect(slots).toMatchObject([{ slot: 'hero', priceUsd: job?.priceUsd }])
  })
})

describe('generate_hero', () => {
  it('makes the hero from the references, model first, and ends the turn at its checkpoint', async () => {
    const result = await shoot.call('generate_hero', { direction: 'Dusk after rain.', pose: 'street-walk' })
    expect(result).toMatchObject({ failed: false, endTurn: true, text: expect.stringContaining('checkpoint') })
    const [job] = shoot.gateway.jobRequests()
    const references = shoot.gateway.shoot().references
    expect(job).toMatchObject({ kind: 'image', slot: 'hero', aspectRatio: '3:2', resolution: '2K' })
    expect(job?.kind === 'image' && job.inputs).toEqual([references[1]?.id, references[0]?.id])
    expect(job).toHaveProperty(
      'prompt',
      expect.stringContaining('Image 1 is the model. Image 2 is a garment (leather jacket).'),
    )
    expect(stages()).toEqual(['hero'])
  })

  it('makes the hero in the format that is asked for', async () => {
    await shoot.call('generate_hero', { direction: 'Dusk.', outputFormat: 'webp' })
    expect(shoot.gateway.jobRequests()).toMatchObject([{ slot: 'hero', outputFormat: 'webp' }])
  })

  it('pays nothing for the same request in the same turn', async () => {
    await shoot.call('generate_hero', { direction: 'Dusk.' })
    await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(shoot.gateway.jobRequests()).toHaveLength(1)
    expect(entry('hero')?.versions).toHaveLength(1)
  })

  it('edits the active hero when there is a change, which is then the first input', async () => {
    const refused = await shoot.call('generate_hero', { direction: 'Dusk.', change: 'Red jacket.' })
    expect(refused).toMatchObject({ failed: true, text: expect.stringContaining('without `change`') })
    await shoot.call('generate_hero', { direction: 'Dusk.' })
    const first = active('hero')
    await shoot.call('generate_hero', { direction: 'Dusk.', change: 'Red jacket.' })
    const job = shoot.gateway.jobRequests()[1]
    expect(job?.kind === 'image' && job.inputs[0]).toBe(first?.id)
    expect(job).toHaveProperty('prompt', expect.stringContaining('Red jacket.'))
    expect(active('hero')?.version).toBe(2)
  })

  it('says why a job failed and what to do, and opens no checkpoint', async () => {
    shoot.refuse('hero', 'The provider found the prompt unsafe.')
    const result = await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toBe(
      '<advice>The hero failed: The provider found the prompt unsafe. Use other words. The person has been told why.</advice>',
    )
    expect(stages()).toEqual([])
  })

  it('goes on without ending the turn when the person asked to run to the end', async () => {
    await shoot.call('set_stops', { stops: 'never' })
    const result = await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(result.endTurn).toBe(false)
    expect(result.text).toContain('generate_contact_sheet')
  })
})

describe('where the person wants to see first what is ordered', () => {
  beforeEach(() => shoot.call('set_stops', { stops: 'before_paid' }))
  const anew = <R extends object>(request: R): R => ({ ...request, prompt: 'As I wrote it.' })

  it('the hero is shown before it is ordered, and ordered as it was approved', async () => {
    const shown = await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(shown).toMatchObject({ failed: false, endTurn: true })
    expect(shown.text).toContain('plan of the hero image is open, 0.15 USD. Nothing is ordered yet.')
    expect(shoot.gateway.jobRequests()).toEqual([])
    shoot.gateway.approvePlans(anew)
    expect(await shoot.call('generate_hero', { direction: 'Dusk.' })).toMatchObject({ failed: false, endTurn: true })
    expect(shoot.gateway.jobRequests()).toMatchObject([{ slot: 'hero', prompt: 'As I wrote it.' }])
  })

  it.each([
    ['try_on_garment', () => ({ garment: shoot.gateway.shoot().references[0]?.id })],
    ['generate_contact_sheet', () => ({})],
    ['edit_frames', () => ({ edits: [{ frame: 2, instruction: 'Darker.' }] })],
    ['generate_clips', () => ({ clips: [1, 2] })],
  ])('%s orders nothing before that', async (tool, input) => {
    await shoot.gateway.addOutput('hero', await makePicture(180, 120, '#456'))
    await addFrames()
    expect(await shoot.call(tool, input())).toMatchObject({ failed: false, endTurn: true })
    expect(shoot.gateway.shoot().checkpoints).toMatchObject([{ state: 'pending', plan: { approvedIn: null } }])
    expect(shoot.gateway.jobRequests()).toEqual([])
  })
})

describe('try_on_garment', () => {
  const reference = (role: string) => shoot.gateway.shoot().references.find((each) => each.role === role)

  it('dresses the model before there is a hero, and the hero from then on, and ends at its checkpoint', async () => {
    const garment = reference('garment')?.id
    expect(await shoot.call('try_on_garment', { garment })).toMatchObject({ failed: false, endTurn: true })
    const first = active('hero')
    expect(first?.madeFrom).toEqual([reference('model')?.id, garment])
    await shoot.call('try_on_garment', { garment, category: 'tops' })
    expect(shoot.gateway.jobRequests()).toEqual([
      { kind: 'try_on', slot: 'hero', person: reference('model')?.id, garment, category: 'auto' },
      { kind: 'try_on', slot: 'hero', person: first?.id, garment, category: 'tops' },
    ])
    expect(stages()).toEqual(['hero', 'hero'])
  })

  it('takes photos of garments alone, and says which there are', async () => {
    const result = await shoot.call('try_on_garment', { garment: reference('model')?.id })
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toContain(`${reference('garment')?.id} (leather-jacket.png)`)
    expect(shoot.gateway.jobRequests()).toEqual([])
  })

  it('says what is missing', async () => {
    await shoot.close()
    shoot = await openShoot()
    const nothing = await shoot.call('try_on_garment', { garment: `up_${crypto.randomUUID()}` })
    expect(nothing.text).toContain('no photo of a garment')
    const { id: garment } = await shoot.gateway.addReference('garment', await makePicture(30, 40, '#955'), 'coat.png')
    expect((await shoot.call('try_on_garment', { garment })).text).toContain('nobody to dress')
  })
})

describe('what is beyond the budget', () => {
  it('ends the turn, and is left to the person, who has been told', async () => {
    shoot.gateway.setBudget(0.1)
    const result = await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(result).toMatchObject({ failed: true, endTurn: true })
    expect(result.text).toBe(
      '<advice>The hero would take this shoot over its budget. Nothing that costs money can be made now. The person has been told what to do: Raise the budget and say “try again”. Your turn ends here.</advice>',
    )
    expect(stages()).toEqual([])
  })

  it('is the same where only the job finds out, as for what is left of the day', async () => {
    shoot.refuse('hero', 'This studio has spent what it may spend in a day.', 'daily_cap')
    const result = await shoot.call('generate_hero', { direction: 'Dusk.' })
    expect(result).toMatchObject({ failed: true, endTurn: true })
    expect(result.text).toMatch(/^<advice>This studio has spent.*Your turn ends here\.<\/advice>$/)
  })

  it('is said once of several, beside what was made and what failed', async () => {
    await addFrames()
    shoot.refuse('clip_1', 'Too many hands.')
    for (const clip of [4, 5]) shoot.refuse(`clip_${clip}`, `The clip ${clip} is beyond the day.`, 'daily_cap')
    const result = await shoot.call('generate_clips')
    expect(result).toMatchObject({ failed: true, endTurn: true })
    expect(result.text).toMatch(
      /^Made and kept: clip 2 and clip 3\. <advice>The clip 1 failed: Too many hands\..* Not made for one reason: clip 4 and clip 5\. The clip 4 is beyond the day\./,
    )
    expect(result.text.match(/beyond the day/g)).toHaveLength(1)
    expect(result.text).not.toContain('generate_clips')
  })
})

describe('generate_contact_sheet', () => {
  it('is made in the resolution of the hero, as it is estimated', async () => {
    await shoot.call('generate_hero', { direction: 'Dusk.', resolution: '4K' })
    await shoot.call('generate_contact_sheet')
    expect(shoot.gateway.jobRequests()).toMatchObject([
      { slot: 'hero', resolution: '4K' },
      { slot: 'contact_sheet', resolution: '4K' },
    ])
  })

  it('needs a hero, and puts it first', async () => {
    expect((await shoot.call('generate_contact_sheet')).text).toContain('Call generate_hero first')
    const hero = await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#111'))
    expect(await shoot.call('generate_contact_sheet', { resolution: '4K' })).toMatchObject({ endTurn: true })
    const job = shoot.gateway.jobRequests()[0]
    expect(job).toMatchObject({ slot: 'contact_sheet', aspectRatio: '21:9', resolution: '4K' })
    expect(job?.kind === 'image' && job.inputs).toHaveLength(3)
    expect(job?.kind === 'image' && job.inputs[0]).toBe(hero.id)
  })
})

describe('extract_frames', () => {
  it('cuts the sheet into six frames of 3:2 that come from it, and again without new versions', async () => {
    const sheet = await shoot.gateway.addOutput('contact_sheet', await makeSheet())
    expect(await shoot.call('extract_frames')).toMatchObject({ failed: false, endTurn: true })
    for (let frame = 1; frame <= 6; frame += 1) {
      const asset = active(`frame_${frame}` as Slot)
      expect(asset?.madeFrom).toEqual([sheet.id])
      expect((asset?.width ?? 0) / (asset?.height ?? 1)).toBeCloseTo(1.5, 1)
    }
    await shoot.call('extract_frames')
    expect(entry('frame_3')?.versions).toHaveLength(1)
    expect(shoot.lines).toContainEqual({ t: 'progress', slot: 'frame_6', stage: 'frames', fraction: 1 })
  })

  it('cuts frames in the format that the sheet was made for, as their first version', async () => {
    await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#111'))
    const made = await shoot.call('generate_contact_sheet', { frameRatio: '9:16' })
    expect(made.text).toContain('frames of 9:16')
    expect(shoot.gateway.jobRequests()).toMatchObject([
      { aspectRatio: '4:5', prompt: expect.stringContaining('aspect ratio 9:16') },
    ])
    await shoot.gateway.addOutput('contact_sheet', await makeSheet(120, 220))
    await shoot.call('extract_frames', { aspectRatio: '9:16' })
    expect(frameSlots.map((slot) => active(slot)?.version)).toEqual([1, 1, 1, 1, 1, 1])
    expect(active('frame_5')).toMatchObject({ width: 108, height: 192 })
  })

  it('keeps the person where the sheet was made for another format', async () => {
    const { bytes } = await makeSheet(360, 240)
    const dress = { create: { width: 60, height: 120, channels: 3, background: '#e01030' } } as const
    // At the right of the second picture, where a cut about its middle shows nothing of it.
    const worn = sharp(bytes).composite([{ input: dress, left: 384 + 290, top: 12 + 60 }])
    const sheet = { bytes: new Uint8Array(await worn.png().toBuffer()), contentType: 'image/png' } as const
    await shoot.gateway.addOutput('contact_sheet', sheet)
    await shoot.call('extract_frames', { aspectRatio: '9:16' })
    expect(active('frame_2')).toMatchObject({ version: 1, width: 126, height: 224 })
    const { image } = await shoot.call('view_asset', { assetId: active('frame_2')?.id })
    const [red] = (await sharp(Buffer.from(image?.data ?? '', 'base64')).stats()).channels
    expect(red?.max).toBeGreaterThan(180)
  })

  it('says when the sheet is no grid of six, offers what is free before what is not, and changes nothing', async () => {
    const sheet = await shoot.gateway.addOutput('contact_sheet', await makePicture(600, 280, '#456'))
    const result = await shoot.call('extract_frames')
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toMatch(/can't be cut into six.*kept.*extract_frames.*lines.*free.*generate_contact_sheet/)
    expect(result.text).toContain(`view_asset (${sheet.id})`)
    expect(entry('frame_1')).toBeUndefined()
    expect(stages()).toEqual([])
  })

  it('cuts where it is told to, if that makes six', async () => {
    await shoot.gateway.addOutput('contact_sheet', await makePicture(600, 280, '#456'))
    const four = await shoot.call('extract_frames', { lines: { x: [0.5], y: [0.5] } })
    expect(four).toMatchObject({ failed: true, text: expect.stringContaining('six pictures') })
    const six = await shoot.call('extract_frames', { lines: { x: [0.4, 0.7], y: [0.5] } })
    expect(six).toMatchObject({ failed: false, endTurn: true })
    expect([active('frame_1'), active('frame_6')]).toMatchObject([{ width: 174 }, { width: 174 }])
  })
})

describe('edit_frames', () => {
  it('edits only the frames that are named, each by its own instruction', async () => {
    await addFrames()
    const edits = [
      { frame: 2, instruction: 'Brighter eyes.' },
      { frame: 4, instruction: 'Remove the shadow.' },
    ]
    expect(await shoot.call('edit_frames', { edits })).toMatchObject({ endTurn: true })
    expect(shoot.gateway.jobRequests().map(({ slot }) => slot)).toEqual(['frame_2', 'frame_4'])
    expect(shoot.gateway.jobRequests()[1]).toMatchObject({
      aspectRatio: '3:2',
      resolution: '1K',
      prompt: expect.stringContaining('Remove the shadow.'),
    })
    expect([active('frame_2')?.madeFrom, active('frame_3')?.version]).toEqual([[entry('frame_2')?.versions[1]?.id], 1])
  })

  it('gives an edited frame the size of the set, and keeps what the model made', async () => {
    await addFrames()
    await shoot.call('edit_frames', { edits: [{ frame: 2, instruction: 'Brighter eyes.' }] })
    expect(entry('frame_2')?.versions.map(({ width, height }) => [width, height])).toEqual([
      [180, 120],
      [360, 242],
      [180, 120],
    ])
    expect(active('frame_2')).toMatchObject({ version: 3, contentType: 'image/png' })
    expect(entry('frame_2')?.stale).toBe(false)
    await shoot.call('resize_frames', { aspectRatio: '1:1' })
    expect(active('frame_2')?.madeFrom).toEqual([entry('frame_2')?.versions[2]?.id])
    await shoot.call('resize_frames', { aspectRatio: '3:2' })
    expect(active('frame_2')).toMatchObject({ version: 3, width: 180, height: 120 })
  })

  it('keeps what succeeded and names what failed', async () => {
    await addFrames()
    shoot.refuse('frame_4', 'No.')
    const edits = [2, 4].map((frame) => ({ frame, instruction: 'Brighter.' }))
    const result = await shoot.call('edit_frames', { edits })
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toMatch(/kept: frame 2.*frame 4 failed: No\./)
    expect(stages()).toEqual([])
  })
})

describe('resize_frames', () => {
  it('crops all six, and goes back to the whole frames without loss', async () => {
    await addFrames()
    expect(await shoot.call('resize_frames', { aspectRatio: '9:16' })).toMatchObject({ failed: false, endTurn: true })
    const tall = active('frame_5')
    expect(tall?.version).toBe(2)
    expect((tall?.width ?? 0) / (tall?.height ?? 1)).toBeCloseTo(9 / 16, 1)
    await shoot.call('resize_frames', { aspectRatio: '1:1' })
    expect(active('frame_5')).toMatchObject({ version: 3, width: active('frame_5')?.height })
    expect(active('frame_5')?.madeFrom).toEqual(tall?.madeFrom)
    await shoot.call('resize_frames', { aspectRatio: '3:2' })
    expect(active('frame_5')?.version).toBe(1)
  })

  it('gives all six one size, though one was edited while it was narrow', async () => {
    await addFrames()
    await shoot.call('resize_frames', { aspectRatio: '9:16' })
    await shoot.call('edit_frames', { edits: [{ frame: 1, instruction: 'Brighter.' }] })
    await shoot.call('resize_frames', { aspectRatio: '1:1' })
    const sizes = frameSlots.map((slot) => `${active(slot)?.width}×${active(slot)?.height}`)
    expect(new Set(sizes)).toEqual(new Set(['120×120']))
  })
})

describe('generate_clips', () => {
  it('makes all five between neighbouring frames', async () => {
    expect((await shoot.call('generate_clips')).text).toContain('extract_frames')
    await addFrames()
    expect(await shoot.call('generate_clips')).toMatchObject({ failed: false, endTurn: true })
    const jobs = shoot.gateway.jobRequests()
    expect(jobs.map(({ slot }) => slot)).toEqual(clipSlots.slice(0, 5))
    expect(jobs[2]).toMatchObject({
      firstFrame: active('frame_3')?.id,
      tailFrame: active('frame_4')?.id,
      durationSeconds: 5,
      prompt: expect.stringMatching(/orbit/i),
    })
    expect(stages()).toEqual(['clips'])
  })

  it('names the clips that failed, keeps the others, and then makes only what is missing', async () => {
    await addFrames()
    shoot.refuse('clip_2', 'Too many hands.')
    shoot.refuse('clip_5', 'Too dark.')
    const result = await shoot.call('generate_clips')
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toMatch(/clip 2 failed: Too many hands/)
    expect(result.text).toMatch(/clip 5 failed: Too dark/)
    expect(result.text).toContain('Made and kept: clip 1, clip 3 and clip 4')
    expect(stages()).toEqual([])
    shoot.refuse('clip_2', null)
    shoot.refuse('clip_5', null)
    // The double remembers failed jobs for this turn; another length makes them other jobs.
    expect(await shoot.call('generate_clips', { durationSeconds: 10 })).toMatchObject({ endTurn: true })
    expect(
      shoot.gateway
        .jobRequests()
        .slice(5)
        .map(({ slot }) => slot),
    ).toEqual(['clip_2', 'clip_5'])
  })

  it('redoes one clip with the movement that the person wants', async () => {
    await addFrames()
    await addClips()
    const directions = [{ clip: 3, movement: 'The camera orbits to the left' }]
    await shoot.call('generate_clips', { clips: [3], directions })
    expect(shoot.gateway.jobRequests()).toMatchObject([
      { slot: 'clip_3', prompt: expect.stringMatching(/^The camera orbits to the left\./) },
    ])
    expect(active('clip_3')?.version).toBe(2)
  })

  it('makes clip 6 from the last frame to the first', async () => {
    await addFrames()
    await addClips()
    await shoot.call('generate_clips', { clips: [6] })
    expect(shoot.gateway.jobRequests()).toMatchObject([
      { slot: 'clip_6', firstFrame: active('frame_6')?.id, tailFrame: active('frame_1')?.id },
    ])
  })

  it('opens no checkpoint while one of the five is missing', async () => {
    await addFrames()
    const result = await shoot.call('generate_clips', { clips: [1] })
    expect(result).toMatchObject({ failed: false, endTurn: false })
    expect(result.text).toContain('Still missing: clip 2, clip 3, clip 4 and clip 5')
  })

  it('refuses frames of different shapes before anything is paid', async () => {
    await addFrames()
    await shoot.gateway.addOutput('frame_4', await makePicture(90, 160, '#456'))
    expect((await shoot.call('generate_clips')).text).toContain('resize_frames')
    expect(shoot.gateway.jobRequests()).toEqual([])
  })
})

describe('stitch_film', () => {
  it('joins the five clips, says how far it is, and stores the film with its length', async () => {
    await addClips()
    const result = await shoot.call('stitch_film', { secondsPerClip: 0.5 })
    expect(result).toMatchObject({ failed: false, endTurn: true })
    expect(active('film')).toMatchObject({ contentType: 'video/mp4', width: 180, height: 120 })
    expect(active('film')?.durationSeconds).toBeCloseTo(2.5, 1)
    expect(active('film')?.madeFrom).toHaveLength(5)
    const timed = { t: 'progress', slot: 'film', etaMs: expect.any(Number) }
    expect(shoot.lines).toContainEqual(expect.objectContaining(timed))
    expect(shoot.lines.at(-1)).toMatchObject({ t: 'progress', slot: 'film', stage: 'film', fraction: 1 })
  })

  it('encodes only what is new the next time, and hands on what the engine says of the curve', async () => {
    await addClips()
    const settings = { secondsPerClip: 0.5, fps: 24, easing: '0.5,-0.5,0.5,1' }
    expect((await shoot.call('stitch_film', settings)).text).toMatch(/stored.*0\.5,-0\.5,0\.5,1 leaves the clip/)
    // Five times the same clip is one segment.
    expect(await readdir(shoot.segmentsDir)).toHaveLength(1)
    await shoot.gateway.addOutput('clip_2', await makeClip('testsrc'), { width: 180, height: 120 })
    await shoot.call('stitch_film', settings)
    expect(await readdir(shoot.segmentsDir)).toHaveLength(2)
    expect(active('film')).toMatchObject({ version: 2, durationSeconds: 2.5 })
  })

  it('says which clip has to be made again', async () => {
    await addClips()
    const { bytes } = await makeClip()
    const cut = { bytes: bytes.slice(0, bytes.length >> 1), contentType: 'video/mp4', durationSeconds: 1 } as const
    await shoot.gateway.addOutput('clip_3', cut, { width: 180, height: 120 })
    const result = await shoot.call('stitch_film')
    expect(result).toMatchObject({ failed: true, endTurn: false })
    expect(result.text).toMatch(/clip-3\.mp4.*clip 3 again \(generate_clips with clips: \[3\]\)/)
    expect(entry('film')).toBeUndefined()
  })

  it('says what is missing, for the film and for a loop', async () => {
    expect((await shoot.call('stitch_film')).text).toContain('generate_clips')
    await addClips()
    expect((await shoot.call('stitch_film', { loop: true })).text).toContain('clips: [6]')
    expect(await shoot.call('stitch_film', { easing: 'bouncy' })).toMatchObject({ failed: true })
    expect(entry('film')).toBeUndefined()
  })
})

describe('without a usable FFmpeg', () => {
  let bin: string
  beforeEach(async () => {
    await addClips()
    bin = await mkdtemp(join(tmpdir(), 'bin-'))
    vi.stubEnv('PATH', bin)
    return async () => {
      vi.unstubAllEnvs()
      await rm(bin, { recursive: true })
    }
  })

  const errors = () => shoot.lines.filter(({ t }) => t === 'error')

  it.each(['stitch_film', 'view_asset'])('%s tells the person what to install', async (tool) => {
    const input = tool === 'view_asset' ? { assetId: active('clip_1')?.id } : {}
    const result = await shoot.call(tool, input)
    expect(result).toMatchObject({ failed: true, text: expect.stringContaining('not installed') })
    expect(errors()).toEqual([
      {
        t: 'error',
        code: 'ffmpeg_missing',
        message: expect.stringMatching(/^ff\w+ is not installed.*is kept\.$/),
        hint: expect.stringMatching(/install.*try again/),
        retryable: true,
      },
    ])
  })

  it('works once it is installed', async () => {
    const view = () => shoot.call('view_asset', { assetId: active('clip_1')?.id })
    expect(await view()).toMatchObject({ failed: true })
    vi.unstubAllEnvs()
    expect(await view()).toMatchObject({ failed: false })
    expect(errors()).toHaveLength(1)
  })

  it('tells the person that the one which is there is too old', async () => {
    for (const program of ['ffmpeg', 'ffprobe']) {
      await writeFile(join(bin, program), `#!/bin/sh\necho ${program} version 4.3.1\n`)
      await chmod(join(bin, program), 0o755)
    }
    expect(await shoot.call('stitch_film')).toMatchObject({ failed: true })
    expect(errors()).toMatchObject([{ code: 'ffmpeg_too_old', retryable: true }])
  })

  it('says nothing to the person of an error that the director can mend', async () => {
    expect(await shoot.call('stitch_film', { easing: 'bouncy' })).toMatchObject({ failed: true })
    expect(errors()).toEqual([])
  })
})

describe('set_active_version', () => {
  it('goes back to an earlier version and says what is stale then', async () => {
    const first = await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#111'))
    const second = await shoot.gateway.addOutput('hero', await makePicture(30, 20, '#222'))
    await shoot.gateway.addOutput('contact_sheet', await makeSheet(), { madeFrom: [second.id] })
    const result = await shoot.call('set_active_version', { slot: 'hero', version: 1 })
    expect(result.text).toContain('Stale now: contact sheet')
    expect(active('hero')?.id).toBe(first.id)
    expect(await shoot.call('set_active_version', { slot: 'hero', version: 9 })).toMatchObject({
      failed: true,
      text: 'There is no such version. <advice>get_shoot says which there are.</advice>',
    })
  })
})

describe('view_asset', () => {
  it('shows a small picture of a picture, six frames of a clip, and nothing that is not of this shoot', async () => {
    const hero = await shoot.gateway.addOutput('hero', await makePicture(1200, 800, '#345'))
    await addClips()
    for (const [asset, width] of [
      [hero, 512],
      [active('clip_1'), 6 * 90],
    ] as const) {
      const { image, failed } = await shoot.call('view_asset', { assetId: asset?.id })
      expect(failed).toBe(false)
      const seen = await sharp(Buffer.from(image?.data ?? '', 'base64')).metadata()
      expect(seen.width).toBe(width)
      expect(image?.mimeType).toBe(`image/${seen.format}`)
    }
    const unknown = await shoot.call('view_asset', { assetId: `out_${crypto.randomUUID()}` })
    expect(unknown).toMatchObject({ failed: true, text: expect.stringContaining('no such asset') })
  })
})
