import { describe, expect, it } from 'vitest'
import stored from '../../agent/.claude/skills/editorial-photography/presets.json' with { type: 'json' }
import { findPreset, Presets } from './presets.ts'

describe('the presets of the shoot', () => {
  it('are the seven poses, seven backgrounds and six angles of the design, in its order', () => {
    const presets = Presets.parse(stored)
    expect(presets.poses.map(({ id }) => id)).toEqual([
      'confident-standing',
      'seated-editorial',
      'leaning-casual',
      'editorial-drama',
      'relaxed-natural',
      'street-walk',
      'urban-lean',
    ])
    expect(presets.backgrounds.map(({ id }) => id)).toEqual([
      'studio-grey',
      'studio-white',
      'studio-black',
      'industrial',
      'warm-daylight',
      'color-gel',
      'outdoor-urban',
    ])
    expect(presets.angles.map(({ id }) => id)).toEqual([
      'beauty-portrait',
      'high-angle-three-quarter',
      'low-angle-full-body',
      'side-profile',
      'intimate-close-portrait',
      'extreme-detail',
    ])
    expect(presets.defaults).toMatchObject({ pose: 'confident-standing', background: 'studio-grey' })
  })

  it('are refused when a default names no preset, an id is there twice, or a clip has no movement', () => {
    const wrongDefault = { ...stored, defaults: { ...stored.defaults, pose: 'handstand' } }
    const twice = { ...stored, looks: [stored.looks[0], stored.looks[0]] }
    const gap = { ...stored, movements: stored.movements.slice(1) }
    expect(Presets.safeParse(wrongDefault).error?.message).toContain('handstand')
    expect(Presets.safeParse(twice).error?.message).toContain('twice')
    expect(Presets.safeParse(gap).success).toBe(false)
  })
})

describe('findPreset', () => {
  it('says which ids exist when asked for one that does not', () => {
    const { poses } = Presets.parse(stored)
    expect(findPreset(poses, 'street-walk').label).toBe('Street walk')
    expect(() => findPreset(poses, 'handstand')).toThrow(/confident-standing, .*urban-lean/)
  })
})
