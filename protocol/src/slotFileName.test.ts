import { expect, it } from 'vitest'
import { ContentType } from './asset.ts'
import { slotFileName } from './slotFileName.ts'
import { SLOTS } from './vocabulary.ts'

it('names a slot’s file as people do', () => {
  expect(slotFileName('frame_3', 'image/png')).toBe('frame-3.png')
  expect(slotFileName('frame_3', 'image/jpeg')).toBe('frame-3.jpg')
  expect(slotFileName('contact_sheet', 'image/webp')).toBe('contact-sheet.webp')
  expect(slotFileName('clip_2', 'video/mp4')).toBe('clip-2.mp4')
  expect(slotFileName('film', 'video/mp4')).toBe('film.mp4')
})

it('gives every slot and type a name of its own', () => {
  const names = SLOTS.flatMap((slot) => ContentType.options.map((type) => slotFileName(slot, type)))
  expect(new Set(names).size).toBe(SLOTS.length * ContentType.options.length)
})
