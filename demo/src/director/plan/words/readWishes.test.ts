import { describe, expect, test } from 'vitest'
import type { Stage } from '../stages.ts'
import { readWishes } from './readWishes.ts'
import type { Wish } from './wishes.ts'

const easings = ['dramaticSwoop', 'gentleSwoop', 'cinematic', 'linear', 'easeInOut']
const read = (words: string, current: Stage | undefined) => readWishes(words, { current, easings })
const EVERY: Stage[] = ['hero', 'contact_sheet', 'frames', 'clips', 'film']

const edit = (frames: number[], instruction: string): Wish => ({ kind: 'edit', frames, instruction })
const resize = (ratio: string): Wish => ({ kind: 'resize', ratio })
const change = (change: string): Wish => ({ kind: 'hero', change })
const dress = (garment: string, change: string): Wish => ({ kind: 'dress', garment, change })
const sheet = (direction: string): Wish => ({ kind: 'contact_sheet', direction })
const ALL = [1, 2, 3, 4, 5, 6]

describe('approvals, at every stage', () => {
  test.each([
    'approve',
    'Approved!',
    'approved, thanks',
    'looks good',
    'Looks great, go on',
    'this is perfect',
    'yes',
    'Yes please',
    'yes, continue',
    'ok',
    'okay, next',
    'go on',
    'go ahead',
    'continue please',
    'next stage',
    'I love it',
    'love it!',
    "that's it, keep going",
    'great work',
    'no changes',
    'happy with this, go on',
    'lgtm',
    'ship it 👍',
    '👍',
    'weiter',
    'Ja, weiter so',
    'passt, mach weiter',
    'sieht gut aus',
    "oui, c'est bon",
    "let's continue",
    "it's great",
    'Sounds good',
    'nice, the light is perfect',
    'wow, that is beautiful',
    'The hero looks amazing',
  ])('%s', (words) => {
    for (const stage of EVERY) expect(read(words, stage), stage).toEqual([{ kind: 'approve' }])
  })
})

describe('the same at every stage', () => {
  test.each<[string, Wish[]]>([
    ['run to the end', [{ kind: 'run' }]],
    ['approve and run to the end', [{ kind: 'run' }]],
    ['yes, go on to the end without stopping', [{ kind: 'run' }]],
    ["don't stop again", [{ kind: 'run' }]],
    ["looks good, don't ask me any more", [{ kind: 'run' }]],
    ['finish the whole thing', [{ kind: 'run' }]],
    ['bis zum Ende', [{ kind: 'run' }]],
    ['ok, now the rest without me', [{ kind: 'run' }]],
    ['let it run', [{ kind: 'run' }]],
    ['skip ahead to the film', [{ kind: 'run' }]],
    ['stop after every stage', [{ kind: 'stop_each' }]],
    ['ask me after each step', [{ kind: 'stop_each' }]],
    ['undo', [{ kind: 'undo' }]],
    ['undo that please', [{ kind: 'undo' }]],
    ['go back to the previous version', [{ kind: 'undo' }]],
    ['use version 1 of the hero', [{ kind: 'version', slot: 'hero', version: 1 }]],
    ['hero v2 please', [{ kind: 'version', slot: 'hero', version: 2 }]],
    ['go back to the first hero', [{ kind: 'version', slot: 'hero', version: 1 }]],
    ['use version two of frame 3', [{ kind: 'version', slot: 'frame_3', version: 2 }]],
    ['can we go back?', [{ kind: 'undo' }]],
    ['use version 1', [{ kind: 'version', version: 1 }]],
    ['try again', [{ kind: 'retry' }]],
    ['Please try again.', [{ kind: 'retry' }]],
    ['retry', [{ kind: 'retry' }]],
    ['another one', [{ kind: 'retry' }]],
    ['noch einmal', [{ kind: 'retry' }]],
    ['what have we got?', [{ kind: 'status' }]],
    ['status', [{ kind: 'status' }]],
    ['where are we', [{ kind: 'status' }]],
    ["what's next?", [{ kind: 'status' }]],
    ['how much did it cost so far?', [{ kind: 'status' }]],
    ['help', [{ kind: 'help' }]],
    ['who are you?', [{ kind: 'help' }]],
    ['hello', [{ kind: 'help' }]],
    ['no', [{ kind: 'hold' }]],
    ['wait', [{ kind: 'hold' }]],
    ['not this one', [{ kind: 'hold' }]],
    ['not yet', [{ kind: 'hold' }]],
    ['pizza', [{ kind: 'unclear' }]],
    ['asdf qwer', [{ kind: 'unclear' }]],
    ['?!', [{ kind: 'unclear' }]],
    ['what is the capital of France?', [{ kind: 'unclear' }]],
    ['Change requested (frames): edit frames 2 and 4: red jacket', [edit([2, 4], 'red jacket')]],
    ['Change requested (hero image): xyzzy', [change('xyzzy')]],
    ['Change requested (contact sheet): closer crops', [sheet('closer crops')]],
    ['Change requested (film): slower', [{ kind: 'film', pace: 'slower' }]],
    ['Approved: hero image.', [{ kind: 'approve', made: 'hero' }]],
    ['Approved: contact sheet. More wind.', [{ kind: 'approve', made: 'contact_sheet', direction: 'More wind' }]],
  ])('%s', (words, wishes) => {
    for (const stage of EVERY) expect(read(words, stage), stage).toEqual(wishes)
  })
})

describe('before anything is made', () => {
  test.each<[string, Wish[]]>([
    [
      'confident streetwear editorial, city at dusk',
      [{ kind: 'hero', direction: 'confident streetwear editorial, city at dusk' }],
    ],
    ['pizza', [{ kind: 'hero', direction: 'pizza' }]],
    ['yes, a love story in red', [{ kind: 'hero', direction: 'yes, a love story in red' }]],
    ['moody noir couture, run to the end', [{ kind: 'run' }, { kind: 'hero', direction: 'moody noir couture' }]],
    ["moody noir couture, don't stop", [{ kind: 'run' }, { kind: 'hero', direction: 'moody noir couture' }]],
    ['beauty portrait, make it 9:16', [{ kind: 'hero', direction: 'beauty portrait, make it 9:16' }, resize('9:16')]],
    ['portrait of a dancer', [{ kind: 'hero', direction: 'portrait of a dancer' }]],
    ['approve', [{ kind: 'approve' }]],
    ['run to the end', [{ kind: 'run' }, { kind: 'approve' }]],
    ['who are you?', [{ kind: 'help' }]],
  ])('%s', (words, wishes) => {
    expect(read(words, undefined)).toEqual(wishes)
  })
})

describe('at the hero', () => {
  test.each<[string, Wish[]]>([
    ['change the jacket to red', [change('change the jacket to red')]],
    ['Change: warmer light, no hat', [change('warmer light, no hat')]],
    ['dress her in the jacket', [dress('jacket', 'dress her in the jacket')]],
    ['please try the red coat on', [dress('red coat', 'try the red coat on')]],
    ['Change requested (hero image): put the hat on him', [dress('hat', 'put the hat on him')]],
    ['put her in the street', [change('put her in the street')]],
    ['warmer', [change('warmer')]],
    ['no hat', [change('no hat')]],
    ['No, darker please', [change('darker')]],
    ['I love the light but make the jacket oxblood', [change('I love the light but make the jacket oxblood')]],
    ['good, but more attitude', [change('good, but more attitude')]],
    ['can you make it moodier?', [change('can you make it moodier')]],
    ['not good, the pose is stiff', [change('not good, the pose is stiff')]],
    ['give me another hero', [{ kind: 'hero' }]],
    ['make it 16:9 please, and warmer', [resize('16:9'), change('warmer')]],
    ['redo the hero', [{ kind: 'hero' }]],
    ['new hero please', [{ kind: 'hero' }]],
    ['make it 9:16', [resize('9:16')]],
    ['make the contact sheet', [{ kind: 'approve' }]],
    ['yes, now the contact sheet with more wind', [{ kind: 'approve', direction: 'with more wind' }]],
    ['approved, my mother will like her', [{ kind: 'approve' }]],
    ['what do you think of the light?', [{ kind: 'unclear' }]],
  ])('%s', (words, wishes) => {
    expect(read(words, 'hero')).toEqual(wishes)
  })
})

describe('at the contact sheet', () => {
  test.each<[string, Wish[]]>([
    ['closer crops and more attitude', [sheet('closer crops and more attitude')]],
    ['change: more wind in the hair', [sheet('more wind in the hair')]],
    ['redo the sheet', [{ kind: 'contact_sheet' }]],
    ['change the hero: blue coat', [change('blue coat')]],
    ['cut the frames', [{ kind: 'approve' }]],
    ['approve and make it vertical', [{ kind: 'approve' }, resize('9:16')]],
  ])('%s', (words, wishes) => {
    expect(read(words, 'contact_sheet')).toEqual(wishes)
  })
})

describe('at the frames', () => {
  test.each<[string, Wish[]]>([
    ['edit frames 2 and 4: red jacket', [edit([2, 4], 'red jacket')]],
    ['Edit frames 2, 4 and 5: “red jacket”', [edit([2, 4, 5], '"red jacket"')]],
    ['redo 2 and 5: softer light', [edit([2, 5], 'softer light')]],
    ['redo 2 and 5', [edit([2, 5], '')]],
    ['frame 3 warmer', [edit([3], 'warmer')]],
    ['frame 3 should be warmer', [edit([3], 'warmer')]],
    ['make frame 3 warmer', [edit([3], 'warmer')]],
    ['warmer light in frame 3', [edit([3], 'warmer light')]],
    ['the second frame is too dark', [edit([2], 'too dark')]],
    ['first and last frame: more contrast', [edit([1, 6], 'more contrast')]],
    ['frames 1-3 darker', [edit([1, 2, 3], 'darker')]],
    ['frames two and four: one strap off', [edit([2, 4], 'one strap off')]],
    ['frame 2: red jacket; frame 4: blue hat', [edit([2], 'red jacket'), edit([4], 'blue hat')]],
    ['frame 2: red jacket; 4: blue hat', [edit([2], 'red jacket'), edit([4], 'blue hat')]],
    ['make frames 1 to 3 warmer and frame 5 cooler', [edit([1, 2, 3], 'warmer'), edit([5], 'cooler')]],
    ['edit frame 2 and make the jacket red', [edit([2], 'make the jacket red')]],
    ['edit frames 2 and 4: red jacket, and make it 9:16', [resize('9:16'), edit([2, 4], 'red jacket')]],
    ['make it 9:16 and edit frame 1: no hat', [resize('9:16'), edit([1], 'no hat')]],
    ['make it 9:16', [resize('9:16')]],
    ['9:16', [resize('9:16')]],
    ['4 x 3 please', [resize('4:3')]],
    ['vertical', [resize('9:16')]],
    ['make them vertical please', [resize('9:16')]],
    ['crop all frames to square', [resize('1:1')]],
    ['for stories', [resize('9:16')]],
    ['looks good, but make it widescreen', [resize('16:9')]],
    ['everything warmer except frame 2', [edit([1, 3, 4, 5, 6], 'warmer')]],
    ['frames look good except 3: too dark', [edit([3], 'too dark')]],
    ['the third one should be sharper', [edit([3], 'sharper')]],
    ['remove the logo from frames 1, 3 and 5', [edit([1, 3, 5], 'remove the logo')]],
    ["I don't like frame 2", [edit([2], '')]],
    ['instagram story format', [resize('9:16')]],
    ['make everything 16 by 9', [resize('16:9')]],
    ['can we have it in 9x16?', [resize('9:16')]],
    ['all frames warmer', [edit(ALL, 'warmer')]],
    ['warmer', [edit(ALL, 'warmer')]],
    ['extract the frames again', [{ kind: 'extract' }]],
    ['edit frame 9: red', [{ kind: 'no_such', what: 'frame 9' }]],
    ['make the clips', [{ kind: 'approve' }]],
    ['make clips 1 and 2', [{ kind: 'clips', clips: [1, 2] }]],
    ['change the hero: warmer light', [change('warmer light')]],
    ['great, but frame 4 needs to be brighter', [edit([4], 'brighter')]],
  ])('%s', (words, wishes) => {
    expect(read(words, 'frames')).toEqual(wishes)
  })
})

describe('at the clips', () => {
  const clips = (clips: number[], movement?: string, seconds?: number): Wish => ({
    kind: 'clips',
    clips,
    ...(movement && { movement }),
    ...(seconds && { seconds }),
  })
  test.each<[string, Wish[]]>([
    ['redo clip 3 (slower)', [clips([3], 'slower')]],
    ['redo clip 3', [clips([3])]],
    ['redo 3 and 5', [clips([3, 5])]],
    ['clip 3 should orbit the other way', [clips([3], 'orbit the other way')]],
    ['clips 2 and 4 slower, clip 5 pull back', [clips([2, 4], 'slower'), clips([5], 'pull back')]],
    ['redo clip 2 with 10 seconds', [clips([2], undefined, 10)]],
    ['longer clips', [clips([1, 2, 3, 4, 5], undefined, 10)]],
    ['redo the clips', [clips([1, 2, 3, 4, 5])]],
    ['make the missing clips', [clips([])]],
    ['slower camera', [clips([1, 2, 3, 4, 5], 'slower camera')]],
    ['frame 3 warmer', [edit([3], 'warmer')]],
    ['make the film with 2 seconds per clip', [{ kind: 'film', secondsPerClip: 2 }]],
    ['generate the loop clip', [{ kind: 'loop', on: true }]],
    ['loop', [{ kind: 'loop', on: true }]],
    ['approve and loop it', [{ kind: 'loop', on: true }]],
    ['stitch it', [{ kind: 'approve' }]],
    ['2 seconds per clip', [{ kind: 'film', secondsPerClip: 2 }]],
    ['clip 8 again', [{ kind: 'no_such', what: 'clip 8' }]],
  ])('%s', (words, wishes) => {
    expect(read(words, 'clips')).toEqual(wishes)
  })
})

describe('the speed curve, as the studio says it', () => {
  const curve = { easing: '0.85,0,0.15,1', secondsPerClip: 1.5, fps: 60 }
  test.each<[string, Wish[]]>([
    [
      'Stitch the film with cubic-bezier(0.85, 0, 0.15, 1), 1.5 s a clip, 60 fps, looped.',
      [
        { kind: 'loop', on: true },
        { kind: 'film', ...curve },
      ],
    ],
    [
      'Stitch the film with cubic-bezier(0.85, 0, 0.15, 1), 1.5 s a clip, 60 fps, without a loop.',
      [
        { kind: 'loop', on: false },
        { kind: 'film', ...curve },
      ],
    ],
    [
      'Stitch the film with cubic-bezier(0, 0, 1, 1), 0.5 s a clip, 24 fps, without a loop.',
      [
        { kind: 'loop', on: false },
        { kind: 'film', easing: '0,0,1,1', secondsPerClip: 0.5, fps: 24 },
      ],
    ],
  ])('%s', (words, wishes) => {
    for (const stage of ['clips', 'film'] as const) expect(read(words, stage), stage).toEqual(wishes)
  })
})

describe('at the film', () => {
  const film = (rest: Omit<Extract<Wish, { kind: 'film' }>, 'kind'>): Wish => ({ kind: 'film', ...rest })
  test.each<[string, Wish[]]>([
    ['slower', [film({ pace: 'slower' })]],
    ['a bit slower please', [film({ pace: 'slower' })]],
    ['make the film faster', [film({ pace: 'faster' })]],
    ['can you make it snappier?', [film({ pace: 'faster' })]],
    ['slow it down', [film({ pace: 'slower' })]],
    ['2 seconds per clip', [film({ secondsPerClip: 2 })]],
    ['make it 1.2 s per clip', [film({ secondsPerClip: 1.2 })]],
    ['two seconds each', [film({ secondsPerClip: 2 })]],
    ['linear', [film({ easing: 'linear' })]],
    ['use easeInOutCubic', [film({ easing: 'easeInOutCubic' })]],
    ['ease in out cubic please', [film({ easing: 'easeInOutCubic' })]],
    ['ease-out-expo, 2 seconds per clip', [film({ secondsPerClip: 2, easing: 'easeOutExpo' })]],
    ['more gentle', [film({ easing: 'gentleSwoop' })]],
    ['use cubic-bezier(0.6, 0, 0.4, 1)', [film({ easing: '0.6,0,0.4,1' })]],
    ['24 fps please', [film({ fps: 24 })]],
    ['loop', [{ kind: 'loop', on: true }]],
    ['make it loop', [{ kind: 'loop', on: true }]],
    ['make it a seamless loop', [{ kind: 'loop', on: true }]],
    ['slower and as a loop', [{ kind: 'loop', on: true }, film({ pace: 'slower' })]],
    ['too slow', [film({ pace: 'faster' })]],
    ['make each clip 2 seconds', [film({ secondsPerClip: 2 })]],
    ['make it twice as fast', [film({ pace: 'faster' })]],
    ['change easing to linear', [film({ easing: 'linear' })]],
    ['undo the loop', [{ kind: 'loop', on: false }]],
    ['no loop', [{ kind: 'loop', on: false }]],
    ['redo clip 3 (slower)', [{ kind: 'clips', clips: [3], movement: 'slower' }]],
    ['make it vertical', [resize('9:16')]],
    ['stitch it again', [{ kind: 'film' }]],
    ['add a soundtrack', [{ kind: 'unclear' }]],
    ['change the hero: green coat', [change('green coat')]],
    ['edit frame 2: red jacket', [edit([2], 'red jacket')]],
  ])('%s', (words, wishes) => {
    expect(read(words, 'film')).toEqual(wishes)
  })
})
