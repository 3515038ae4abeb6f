import { type Asset, Presets, type Role } from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import stored from '../../../agent/.claude/skills/editorial-photography/presets.json' with { type: 'json' }
import { composeClipPrompt } from './composeClipPrompt.ts'
import { composeFrameEditPrompt } from './composeFrameEditPrompt.ts'
import { composeHeroChangePrompt } from './composeHeroChangePrompt.ts'
import { composeHeroPrompt } from './composeHeroPrompt.ts'
import { composeSheetPrompt } from './composeSheetPrompt.ts'
import { orderReferences } from './describeInputs.ts'

const presets = Presets.parse(stored)
const [pose, background, look] = [presets.poses[5], presets.backgrounds[6], presets.looks[0]]
const [angle, nextAngle] = presets.angles
const movement = presets.movements[0]
if (!pose || !background || !look || !angle || !nextAngle || !movement) throw new Error('The presets are incomplete.')

function reference(role: Role | null, fileName = 'photo.jpg'): Asset {
  return {
    id: `up_${crypto.randomUUID()}`,
    sessionId: crypto.randomUUID(),
    slot: null,
    version: 1,
    role,
    fileName,
    contentType: 'image/jpeg',
    bytes: 1,
    sha256: '0'.repeat(64),
    width: 1000,
    height: 1500,
    durationSeconds: null,
    thumbhash: null,
    hasPreview: false,
    madeFrom: [],
    jobId: null,
    createdAt: '2026-01-01T00:00:00Z',
  }
}

describe('orderReferences', () => {
  it('puts the model first and keeps the order within a role', () => {
    const given = [
      reference('style'),
      reference(null),
      reference('garment', 'jacket.png'),
      reference('model'),
      reference('garment', 'shoes.png'),
    ]
    expect(orderReferences(given).map(({ role, fileName }) => [role, fileName])).toEqual([
      ['model', 'photo.jpg'],
      ['garment', 'jacket.png'],
      ['garment', 'shoes.png'],
      ['style', 'photo.jpg'],
      [null, 'photo.jpg'],
    ])
  })
})

describe('composeHeroPrompt', () => {
  const hero = {
    direction: 'Dusk after rain.',
    pose,
    background,
    look,
    glassesNote: presets.glassesNote,
    aspectRatio: '3:2',
  } as const

  it('names each picture by place and role, and carries pose, background, look and direction', () => {
    const references = [
      reference('model'),
      reference('garment', 'leather-jacket.png'),
      reference('accessory', 'IMG_2031.jpg'),
    ]
    const prompt = composeHeroPrompt({ ...hero, references })
    expect(prompt).toContain('Image 1 is the model. Image 2 is a garment (leather jacket). Image 3 is an accessory.')
    expect(prompt).toContain('hair, skin and build of image 1')
    for (const part of [pose.prompt, background.prompt, look.prompt, presets.glassesNote, 'Dusk after rain.', '3:2']) {
      expect(prompt).toContain(part)
    }
  })

  it('sets the scene in the photo of a location, when there is one', () => {
    const prompt = composeHeroPrompt({ ...hero, references: [reference('model'), reference('location')] })
    expect(prompt).toContain('Background: the place in image 2')
  })

  it('promises nothing about a model or clothes that nobody sent', () => {
    const prompt = composeHeroPrompt({ ...hero, references: [] })
    expect(prompt).not.toMatch(/image \d|every garment/i)
  })
})

describe('composeHeroChangePrompt', () => {
  it('edits image 1, counts the references from 2, and leaves out what is not to change', () => {
    const prompt = composeHeroChangePrompt({
      change: 'Make the jacket red.',
      direction: 'Dusk.',
      references: [reference('model')],
      pose: undefined,
      background,
      look: undefined,
    })
    expect(prompt).toContain('Image 1 is the hero image to edit. Image 2 is the model.')
    expect(prompt).toContain('build of image 2')
    expect(prompt).toContain('Make the jacket red.')
    expect(prompt).toContain(background.prompt)
    expect(prompt).not.toContain('Pose:')
  })
})

describe('composeSheetPrompt', () => {
  it('asks for two rows and three columns with the six angles in order', () => {
    const prompt = composeSheetPrompt({
      references: [reference('model')],
      angles: presets.angles,
      direction: undefined,
      frameRatio: '9:16',
    })
    expect(prompt).toContain('Every cell has the aspect ratio 9:16')
    expect(prompt).toMatch(/contact sheet.*2 rows and 3 columns/)
    expect(prompt).toMatch(/even.*white gutters/i)
    expect(prompt).toContain('No text')
    expect(prompt).toContain('Image 1 is the hero image. Image 2 is the model.')
    const places = presets.angles.map((each) => prompt.indexOf(each.prompt))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((left, right) => left - right))
    expect(prompt).toContain(`4. Row 2, column 1: ${presets.angles[3]?.prompt}`)
  })
})

describe('composeFrameEditPrompt', () => {
  it('names the frame, its angle and the one instruction', () => {
    const prompt = composeFrameEditPrompt({ frame: 2, angle, instruction: 'Brighter eyes.', references: [] })
    expect(prompt).toContain('Image 1 is frame 2 of the shoot, its beauty portrait.')
    expect(prompt).toContain('Brighter eyes.')
  })
})

describe('composeClipPrompt', () => {
  it('names a camera movement for every clip, in the words of the craft', () => {
    for (const each of presets.movements) {
      const prompt = composeClipPrompt({ movement: each, directed: undefined, from: angle, to: nextAngle })
      expect(prompt).toMatch(/push(es)? in|orbit|doll(y|ies)|crane|pull(s)? back|swoop|glide/i)
    }
  })

  it('lets a person’s own movement replace the preset, within Kling’s length', () => {
    const own = composeClipPrompt({ movement, directed: 'The camera orbits left.', from: angle, to: nextAngle })
    expect(own).toMatch(/^The camera orbits left\. The shot/)
    expect(own).not.toContain(movement.prompt)
    expect(composeClipPrompt({ movement, directed: 'x'.repeat(9000), from: angle, to: nextAngle })).toHaveLength(2500)
  })
})
