import { describe, expect, test } from 'vitest'
import { playShoot, recordedRequest } from '../testing/playShoot.ts'
import type { Asked } from '../testing/shootTools.ts'
import { plan } from './plan.ts'

const LINE = 'confident streetwear editorial, city at dusk'
const TO = {
  hero: [LINE],
  contact_sheet: [LINE, 'approve'],
  frames: [LINE, 'approve', 'approve'],
  clips: [LINE, 'approve', 'approve', 'approve'],
  film: [LINE, 'approve', 'approve', 'approve', 'approve'],
}

/** What the last words make the director ask for, after a shoot that stands at a stage. */
async function asksAt(stage: keyof typeof TO, ...words: string[]): Promise<Asked[]> {
  return (await playShoot([...TO[stage], ...words])).at(-1)?.asked ?? []
}

const call = (tool: string, input: object = {}) => ({ tool, input })
const hero = (input: object) => call('generate_hero', expect.objectContaining(input))
const clips = (input: object) => call('generate_clips', { durationSeconds: 5, ...input })

describe('what it asks for', () => {
  test.each<[keyof typeof TO, string, object[]]>([
    ['hero', 'approve', [call('generate_contact_sheet')]],
    ['hero', 'Approved: hero image. More wind.', [call('generate_contact_sheet', { direction: 'More wind' })]],
    ['hero', 'Approved: hero image. My compliments.', [call('generate_contact_sheet')]],
    ['hero', 'Change requested (hero image): no hat', [hero({ change: 'no hat' })]],
    [
      'hero',
      'change the background to studio black',
      [hero({ background: 'studio-black', pose: 'confident-standing' })],
    ],
    ['hero', 'another one', [hero({ direction: LINE })]],
    ['hero', 'make it 9:16', [hero({ aspectRatio: '9:16' })]],
    ['hero', 'in 4K please, and a red jacket', [hero({ resolution: '4K', change: 'in 4K please, and a red jacket' })]],
    ['hero', 'dress her in the jacket', [call('try_on_garment', { garment: 'a2', category: 'auto' })]],
    ['hero', 'looks good, but try the long coat on', [call('try_on_garment', { garment: 'a3', category: 'auto' })]],
    ['hero', 'dress her in the shirt', []],
    ['hero', 'what is the capital of France?', []],
    ['contact_sheet', 'looks good', [call('extract_frames')]],
    ['contact_sheet', 'tighter crops', [call('generate_contact_sheet', { direction: 'tighter crops' })]],
    ['contact_sheet', 'use version 1 of the hero', [call('set_active_version', { slot: 'hero', version: 1 })]],
    ['contact_sheet', 'make it 9:16', []],
    [
      'contact_sheet',
      'approve and make it 9:16',
      [call('extract_frames'), call('resize_frames', { aspectRatio: '9:16' })],
    ],
    [
      'frames',
      'edit frames 2 and 4: red jacket, and make it 9:16',
      [
        call('edit_frames', {
          edits: [
            { frame: 2, instruction: 'red jacket' },
            { frame: 4, instruction: 'red jacket' },
          ],
        }),
        call('resize_frames', { aspectRatio: '9:16' }),
      ],
    ],
    ['frames', 'make it 5:4', []],
    ['frames', 'edit frame 9: red', []],
    ['frames', 'yes', [clips({})]],
    ['clips', 'redo clip 3 (slower)', [clips({ clips: [3], directions: [{ clip: 3, movement: 'slower' }] })]],
    ['clips', 'longer clips', [clips({ clips: [1, 2, 3, 4, 5], durationSeconds: 10 })]],
    ['clips', 'go on', [call('stitch_film')]],
    [
      'clips',
      'Stitch the film with cubic-bezier(0.6, 0, 0.4, 1), 2 s a clip, 30 fps, without a loop.',
      [call('stitch_film', { easing: '0.6,0,0.4,1', secondsPerClip: 2, loop: false })],
    ],
    [
      'film',
      'Stitch the film with cubic-bezier(0.6, 0, 0.4, 1), 2 s a clip, 30 fps, without a loop.',
      [call('stitch_film', { easing: '0.6,0,0.4,1', secondsPerClip: 2, loop: false })],
    ],
    ['film', 'slower', [call('stitch_film', { secondsPerClip: 2 })]],
    ['film', 'use easeInOutCubic', [call('stitch_film', { easing: 'easeInOutCubic' })]],
    ['film', 'more cinematic', [call('stitch_film', { easing: 'cinematic' })]],
    ['film', 'cubic-bezier(0.6, 0, 0.4, 1)', [call('stitch_film', { easing: '0.6,0,0.4,1' })]],
    ['film', 'loop', [clips({ clips: [6] })]],
    ['film', 'approve', []],
    ['film', 'stop after every stage', [call('set_stops', { stops: 'every_stage' })]],
  ])('at %s: %s', async (stage, words, asked) => {
    expect(await asksAt(stage, words)).toEqual(asked)
  })

  test('a rhythm is kept when something else of the film changes', async () => {
    expect(await asksAt('film', '2 seconds per clip', 'linear', 'faster')).toEqual([
      call('stitch_film', { easing: 'linear', secondsPerClip: 1.5 }),
    ])
  })

  test('pose and place stay settled over a change', async () => {
    expect(await asksAt('hero', 'no hat', 'change the background to studio black')).toEqual([
      hero({ pose: 'confident-standing', background: 'studio-black', direction: LINE }),
    ])
  })

  test('a format that is asked for holds from the sheet on, and in what is made again', async () => {
    const tall = { frameRatio: '9:16' }
    const turns = await playShoot([`${LINE}. Aspect ratio: 9:16.`, 'approve', 'tighter crops', 'approve', 'cut again'])
    expect(turns.map(({ asked }) => asked)).toEqual([
      [hero({ aspectRatio: '9:16' })],
      [call('generate_contact_sheet', tall)],
      [call('generate_contact_sheet', { ...tall, direction: 'tighter crops' })],
      [call('extract_frames', { aspectRatio: '9:16' })],
      [call('extract_frames', { aspectRatio: '9:16' })],
    ])
    expect(turns[1]?.said).toContain('pictures are 9:16')
    const sheets = await asksAt('hero', 'make it 2:3', 'approve')
    expect(sheets).toEqual([call('generate_contact_sheet', { frameRatio: '2:3' })])
    expect(await asksAt('hero', 'make it 2:3', 'make it 3:2', 'approve')).toEqual([call('generate_contact_sheet')])
  })

  test('a first hero that failed keeps its format', async () => {
    const failing = ({ tool }: Asked) => (tool === 'generate_hero' ? 'No answer in time.' : undefined)
    const turns = await playShoot([`${LINE}. Aspect ratio: 9:16.`, 'go on'], { failing })
    expect(turns[1]?.asked).toEqual([hero({ aspectRatio: '9:16' })])
  })

  test('after going back to an earlier hero, what was built on the other is made again', async () => {
    const asked = await asksAt('frames', 'change the hero: red coat', 'use version 1 of the hero', 'go on')
    expect(asked).toEqual([call('generate_contact_sheet')])
  })

  test('single clips before the others: says what is missing, and makes it on request', async () => {
    const turns = await playShoot([...TO.frames, 'redo clip 3', 'go on'])
    const [one, rest] = turns.slice(-2)
    expect(one?.asked).toEqual([clips({ clips: [3] })])
    expect(one?.said).toContain('Still missing: 1, 2, 4, 5.')
    expect(rest?.asked).toEqual([clips({})])
  })

  test('try again, when words were cut off before anything was done, does what they asked for', async () => {
    const turns = await playShoot([...TO.contact_sheet, 'approve', 'status', 'try again'], { cut: [2] })
    expect(turns.at(-1)?.asked).toEqual([call('extract_frames')])
    const again = await playShoot([...TO.contact_sheet, 'status', 'try again'])
    expect(again.at(-1)?.asked).toEqual([call('generate_contact_sheet')])
  })

  test('try again, when clips are missing, makes those', async () => {
    expect(await asksAt('frames', 'redo clip 3', 'try again')).toEqual([clips({})])
  })

  test('a loop that has its clip makes no clip', async () => {
    expect(await asksAt('film', 'loop', 'no loop', 'loop')).toEqual([call('stitch_film', { loop: true })])
  })

  test('a loop that waits for its clip keeps the curve that it was asked for with', async () => {
    const words = 'Stitch the film with cubic-bezier(0.6, 0, 0.4, 1), 2 s a clip, 30 fps, looped.'
    const film = call('stitch_film', { easing: '0.6,0,0.4,1', secondsPerClip: 2, loop: true })
    expect(await asksAt('film', words, 'approve')).toEqual([film])
    expect(await asksAt('film', words)).toEqual([clips({ clips: [6] })])
  })

  test('a film that was no loop becomes one when its sixth clip is approved', async () => {
    const plain = 'Stitch the film with cubic-bezier(0.6, 0, 0.4, 1), 2 s a clip, 30 fps, without a loop.'
    const turns = await playShoot([...TO.film, plain, 'loop', 'Approved: clips.', 'approve'])
    const [loop, film, end] = turns.slice(-3)
    expect(loop?.said).toContain('about 0.35 USD, as for clip 5. Once it is approved, the film comes anew, as a loop.')
    expect(film?.asked).toEqual([call('stitch_film', { easing: '0.6,0,0.4,1', secondsPerClip: 2, loop: true })])
    expect(film?.said).not.toContain('complete')
    expect(end?.said).toContain('the shoot is complete')
  })

  test('undo takes back the last edits, frame by frame', async () => {
    expect(await asksAt('frames', 'edit frames 2 and 4: red jacket', 'undo')).toEqual([
      call('set_active_version', { slot: 'frame_2', version: 1 }),
      call('set_active_version', { slot: 'frame_4', version: 1 }),
    ])
  })

  test('undo without an earlier version says so', async () => {
    const [, turn] = await playShoot([LINE, 'undo'])
    expect(turn?.asked).toEqual([])
    expect(turn?.said).toContain('no earlier version')
  })

  test('run to the end goes on through all stages, also after a change', async () => {
    const turns = await playShoot([LINE, 'warmer, and run to the end'])
    expect(turns.at(-1)?.asked.map(({ tool }) => tool)).toEqual([
      'set_stops',
      'generate_hero',
      'generate_contact_sheet',
      'extract_frames',
      'generate_clips',
      'stitch_film',
    ])
  })

  test('without get_shoot it finds its way by the conversation', async () => {
    const turns = await playShoot([...TO.film, 'loop', 'approve', 'approve'], { without: ['get_shoot'] })
    expect(turns.map(({ asked }) => asked.map(({ tool }) => tool).join())).toEqual([
      'generate_hero',
      'generate_contact_sheet',
      'extract_frames',
      'generate_clips',
      'stitch_film',
      'generate_clips',
      'stitch_film',
      '',
    ])
  })
})

describe('a plan that the person sees first', () => {
  const tools = async (words: string[]) =>
    (await playShoot(words, { plans: true })).map(({ asked }) => asked.map(({ tool, input }) => ({ tool, input })))

  test('is ordered by the same call again once it is approved, by a click, with changes, or in words', async () => {
    const [planned, ordered, sheet, again] = await tools([
      LINE,
      'Approved, with changes: plan of the hero image.',
      'Approved: hero image.',
      'Approved: plan of the contact sheet.',
    ])
    expect(planned).toEqual([hero({ direction: LINE })])
    expect(ordered).toEqual(planned)
    expect([sheet, again]).toEqual([[call('generate_contact_sheet')], [call('generate_contact_sheet')]])
  })

  test('is made anew with what the person wants changed, also before there is anything to change', async () => {
    const [, changed, sheet] = (
      await tools([
        LINE,
        'Change requested (plan of the hero image): warmer light',
        'Approved: plan of the hero image.',
        'Approved: hero image.',
        'Change requested (plan of the contact sheet): tighter crops',
      ])
    ).flatMap((asked, at) => ([0, 1, 4].includes(at) ? [asked] : []))
    expect(changed).toEqual([hero({ direction: `${LINE}, warmer light` })])
    expect(sheet).toEqual([call('generate_contact_sheet', { direction: 'tighter crops' })])
  })
})

describe('what it says', () => {
  test('introduces itself once, and only in its first words', async () => {
    const turns = await playShoot(TO.frames)
    expect(turns[0]?.said).toMatch(/^I am a scripted stand-in for the director.*Anthropic key/)
    expect(turns.filter(({ said }) => said.includes('scripted'))).toHaveLength(1)
  })

  test('speaks of the shoot in the words of the person', async () => {
    const [turn] = await playShoot([LINE])
    expect(turn?.said).toContain(`“${LINE}”`)
    expect(turn?.said).toContain('the pose “Confident standing” for “confident”')
    expect(turn?.said).toContain('your 3 photos (model, garment and garment)')
  })

  test('says once who it is, also to who greets it', async () => {
    const [turn] = await playShoot(['hello'])
    expect(turn?.said.match(/scripted/g)).toHaveLength(1)
    expect(turn?.said).toContain('one line of direction')
  })

  test('says which part of a change no stand-in photographer can make', async () => {
    const turns = await playShoot([LINE, 'warmer light and move the light to the left', 'warmer light'])
    expect(turns[1]?.said).toContain('“move the light to the left” will not be followed')
    expect(turns[2]?.said).not.toContain('followed')
  })

  test('does not understand, and says what it would understand here', async () => {
    const turns = await playShoot([...TO.frames, 'pizza'])
    expect(turns.at(-1)?.said).toMatch(/did not understand “pizza”.*edit frames 2 and 4/)
  })

  test('says how the shoot stands', async () => {
    const turns = await playShoot([...TO.clips, 'what have we got?'])
    expect(turns.at(-1)?.said).toMatch(/the hero, version 1, the contact sheet, version 1, 6 frames and 5 clips/)
    expect(turns.at(-1)?.said).toContain('1.50 USD so far, of a budget of 10.00 USD')
  })

  test('thinks before it speaks, when thinking is on, and only then', async () => {
    const request = recordedRequest('claude-sonnet-5')
    expect(plan(request)[0]?.type).toBe('thinking')
    expect(plan({ ...request, thinking: { type: 'disabled' } }).map(({ type }) => type)).not.toContain('thinking')
  })
})

describe('a garment that the person wants to see worn', () => {
  test('is asked about where it can be one of several photos', async () => {
    const [turn] = (await playShoot([...TO.hero, 'try on the shirt'])).slice(-1)
    expect(turn?.said).toContain('Which one do you mean: “leather-jacket.png” and “long-coat.jpg”?')
  })

  test('is a change in words where nothing can dress anybody', async () => {
    const [turn] = (await playShoot([...TO.hero, 'dress her in the jacket'], { without: ['try_on_garment'] })).slice(-1)
    expect(turn?.asked).toEqual([hero({ change: 'dress her in the jacket' })])
  })
})

describe('failures', () => {
  /** The call of a tool that fails is its first, or the one after so many. */
  const failOnce = (tool: string, text: string, after = 0) => {
    let calls = 0
    return (call: Asked) => (call.tool === tool && calls++ === after ? text : undefined)
  }

  test('are told, end the turn, and are tried again on request with the same input', async () => {
    const failing = failOnce('edit_frames', 'The model refused. Call edit_frames with other words.')
    const turns = await playShoot([...TO.frames, 'frame 2: red jacket', 'try again'], { failing })
    const [told, again] = turns.slice(-2)
    expect(told?.said).toContain('The model refused.')
    expect(told?.said).not.toContain('edit_frames')
    expect(again?.asked).toEqual(told?.asked)
  })

  test('of money are told and left to the person, who can have them tried again when there is more', async () => {
    const text =
      'Made and kept: clip 1. <advice>The clip 2 would take this shoot over its budget. Nothing that costs money can be made now. The person has been told what to do: Raise the budget and say “try again”. Your turn ends here. Call extract_frames.</advice>'
    const turns = await playShoot([...TO.clips.slice(0, -1), 'approve', 'try again'], {
      failing: failOnce('generate_clips', text),
    })
    const [told, again] = turns.slice(-2)
    expect(told?.asked).toEqual([clips({})])
    expect(told?.said).toMatch(/Made and kept: clip 1\. Say “try again” when there is more to spend/)
    expect(told?.said).not.toMatch(/go on|Your turn|over its budget/)
    expect(again?.asked).toEqual([clips({})])
  })

  test('are tried again less what was made and kept, which nobody pays for twice', async () => {
    const clipsKept = 'Made and kept: clip 1 and clip 3. <advice>Your turn ends here.</advice>'
    const redone = await playShoot([...TO.clips, 'redo clips 1, 2 and 3: slower', 'try again'], {
      failing: failOnce('generate_clips', clipsKept, 1),
    })
    expect(redone.at(-1)?.asked).toEqual([clips({ clips: [2], directions: [{ clip: 2, movement: 'slower' }] })])
    const framesKept = 'Made and kept: frame 2. <advice>The frame 4 failed.</advice>'
    const edited = await playShoot([...TO.frames, 'frames 2 and 4: red jacket', 'try again'], {
      failing: failOnce('edit_frames', framesKept),
    })
    expect(edited.at(-1)?.asked).toMatchObject([{ tool: 'edit_frames', input: { edits: [{ frame: 4 }] } }])
  })

  test('a loop that lacks its clip after all gets it', async () => {
    const failing = failOnce('stitch_film', 'The loop needs clip 6, which is not there.')
    // Without get_shoot nothing shows that the clip of an earlier turn is gone.
    const turns = await playShoot([...TO.clips, 'redo clip 6', 'loop'], { failing, without: ['get_shoot'] })
    expect(turns.at(-1)?.asked.map(({ tool }) => tool)).toEqual(['stitch_film', 'generate_clips', 'stitch_film'])
  })

  test('a step that costs nothing and that the tool asks for is taken', async () => {
    const failing = failOnce(
      'generate_clips',
      'There are no frames yet. Call extract_frames, after the sheet is approved.',
    )
    const turns = await playShoot([...TO.frames, 'approve'], { failing })
    expect(turns.at(-1)?.asked.map(({ tool }) => tool)).toEqual(['generate_clips', 'extract_frames'])
  })

  test('a failed first hero keeps the direction', async () => {
    const failing = failOnce('generate_hero', 'No answer in time.')
    const turns = await playShoot([LINE, 'go on'], { failing })
    expect(turns[1]?.asked).toEqual(turns[0]?.asked)
  })
})

describe('the recorded requests', () => {
  test.each(['claude-sonnet-4-5', 'claude-sonnet-5'] as const)('%s: looks first, then goes on', (model) => {
    const request = recordedRequest(model)
    expect(plan(request).filter(({ type }) => type !== 'thinking')).toEqual([
      { type: 'tool_use', name: 'mcp__shoot__get_shoot', input: {} },
    ])
    const first = { ...request, messages: request.messages.slice(0, model === 'claude-sonnet-5' ? 2 : 1) }
    expect(
      plan(first).flatMap((block) => (block.type === 'tool_use' ? [block.input.skill ?? block.name] : [])),
    ).toEqual(['editorial-photography', 'fashion-shoot-pipeline', 'mcp__shoot__get_shoot'])
  })

  test('words said in the middle of a turn are heard', () => {
    const note =
      '<system-reminder>\nThe user sent a new message while you were working:\nstatus\n\nThis is how Claude Code surfaces messages the user sends mid-turn.\n</system-reminder>'
    const request = recordedRequest('claude-sonnet-5')
    request.messages.push(
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'mcp__shoot__get_shoot', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: `{"slots":[]}\n${note}` }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'b', name: 'mcp__shoot__get_shoot', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'b', content: '{"slots":[]}' }] },
    )
    expect(plan(request)).toContainEqual({ type: 'text', text: expect.stringContaining('Nothing is made yet') })
  })

  test('what is told about new photos is not what the person said', async () => {
    const photos = '<new_reference_photos>\n- model: a.png (800 × 1200 px), asset asset_1\n</new_reference_photos>'
    const turns = await playShoot([`${LINE}\n\n${photos}`, `looks good\n\n${photos}`])
    expect(turns[0]?.asked).toEqual([hero({ direction: LINE })])
    expect(turns[1]?.asked).toEqual([call('generate_contact_sheet')])
  })

  test('a note of the system is not what the person said', () => {
    const request = recordedRequest('claude-sonnet-5')
    const asked = plan({ ...request, messages: [...request.messages, { role: 'system', content: 'who are you?' }] })
    expect(asked).toContainEqual({ type: 'tool_use', name: 'mcp__shoot__get_shoot', input: {} })
    request.messages.push(
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'mcp__shoot__get_shoot', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '{"slots":[]}' }] },
      { role: 'system', content: 'who are you?' },
    )
    expect(plan(request).at(-1)).toMatchObject({ type: 'tool_use', name: 'mcp__shoot__generate_hero' })
  })

  test('a stream that broke off is not the end of what the person asked for', () => {
    const request = recordedRequest('claude-sonnet-5')
    const resume = 'Your response above was cut off mid-stream. Resume directly from where it stops.'
    request.messages.push(
      { role: 'assistant', content: 'Next comes' },
      { role: 'user', content: 'who are you?' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'mcp__shoot__get_shoot', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '{"slots":[]}' }] },
      { role: 'assistant', content: 'I am' },
      { role: 'user', content: resume },
    )
    expect(plan(request)).toContainEqual({ type: 'text', text: expect.stringContaining('scripted stand-in') })
  })

  test('an interruption is not what the person said', () => {
    const request = recordedRequest('claude-sonnet-5')
    request.messages.push(
      { role: 'assistant', content: 'Next comes' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'who are you?' },
          { type: 'text', text: '[Request interrupted by user]\n' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'mcp__shoot__get_shoot', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '{"slots":[]}' }] },
    )
    expect(plan(request)).toContainEqual({ type: 'text', text: expect.stringContaining('scripted stand-in') })
  })
})
