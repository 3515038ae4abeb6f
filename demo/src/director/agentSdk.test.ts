import { afterEach, describe, expect, test } from 'vitest'
import { ApiError } from './ApiError.ts'
import { type Director, type DirectorOptions, startDirector } from './startDirector.ts'
import { runShoot } from './testing/runShoot.ts'
import { type Asked, createShootTools } from './testing/shootTools.ts'

let director: Director | undefined
afterEach(() => director?.close())

async function shoot(
  words: string[],
  { model = 'claude-sonnet-5', ...options }: Partial<DirectorOptions> & { model?: string } = {},
  failing?: (call: Asked) => string | undefined,
) {
  director = await startDirector({ port: 0, speed: 'fast', ...options })
  const asked: Asked[] = []
  const tools = createShootTools(asked, failing)
  const turns = await runShoot({ url: director.url, model, tools, asked, words })
  return turns.map((turn) => ({ ...turn, asked: turn.asked.filter(({ tool }) => tool !== 'get_shoot') }))
}

const toolsOf = (turns: { asked: Asked[] }[]) => turns.map(({ asked }) => asked.map(({ tool }) => tool))

// One model for which the command line sends its notes as user text, one for which it sends them as system messages.
describe.each(['claude-sonnet-4-5', 'claude-sonnet-5'])('through the Agent SDK, as %s', (model) => {
  test('drives a whole shoot with changes to the film', async () => {
    const turns = await shoot(
      [
        'confident streetwear editorial, city at dusk',
        'warmer light',
        'approve',
        'looks good',
        'edit frames 2 and 4: red jacket, and make it 9:16',
        'weiter',
        'redo clip 3 (slower)',
        'yes',
        'slower',
        'loop',
        'approve',
        'approve',
      ],
      { model },
    )
    expect(turns.filter(({ failed }) => failed)).toEqual([])
    expect(toolsOf(turns)).toEqual([
      ['generate_hero'],
      ['generate_hero'],
      ['generate_contact_sheet'],
      ['extract_frames'],
      ['edit_frames', 'resize_frames'],
      ['generate_clips'],
      ['generate_clips'],
      ['stitch_film'],
      ['stitch_film'],
      ['generate_clips'],
      ['stitch_film'],
      [],
    ])
    const [first, , , , frames, , clips, , slower, loop, looped, last] = turns
    expect(first?.said).toMatch(/^I am a scripted stand-in/)
    // Read from the presets beside the skill.
    expect(first?.asked[0]?.input).toMatchObject({ pose: 'confident-standing', background: 'outdoor-urban' })
    expect(first?.said).toContain('“city” and “dusk”')
    expect(turns[1]?.asked[0]?.input).toMatchObject({ change: 'warmer light' })
    expect(frames?.asked[0]?.input).toEqual({
      edits: [
        { frame: 2, instruction: 'red jacket' },
        { frame: 4, instruction: 'red jacket' },
      ],
    })
    expect(frames?.asked[1]?.input).toEqual({ aspectRatio: '9:16' })
    expect(clips?.asked[0]?.input).toMatchObject({ clips: [3], directions: [{ clip: 3, movement: 'slower' }] })
    expect(slower?.asked[0]?.input).toEqual({ secondsPerClip: 2 })
    expect(loop?.asked.map(({ input }) => input)).toMatchObject([{ clips: [6] }])
    expect(looped?.asked.map(({ input }) => input)).toMatchObject([{ secondsPerClip: 2, loop: true }])
    expect(last?.said).toContain('the shoot is complete')
  }, 30_000)
})

test('runs to the end when asked to, with a sentence before each stage', async () => {
  const [turn] = await shoot(['moody noir couture, run to the end'])
  expect(turn?.asked.map(({ tool }) => tool)).toEqual([
    'set_stops',
    'generate_hero',
    'generate_contact_sheet',
    'extract_frames',
    'generate_clips',
    'stitch_film',
  ])
  expect(turn?.asked[1]?.input).toMatchObject({ direction: 'moody noir couture' })
  expect(turn?.said).toContain('contact sheet: six angles')
  expect(turn?.said).toContain('the shoot is complete')
}, 30_000)

test('says what failed, and repeats it when asked to', async () => {
  let broken = true
  const turns = await shoot(['summer lookbook', 'go on', 'try again'], {}, ({ tool }) => {
    if (tool !== 'generate_contact_sheet' || !broken) return undefined
    broken = false
    return 'The image service did not answer in time. Call generate_contact_sheet again later.'
  })
  expect(toolsOf(turns)).toEqual([['generate_hero'], ['generate_contact_sheet'], ['generate_contact_sheet']])
  expect(turns[1]?.said).toContain('The image service did not answer in time.')
  expect(turns[1]?.said).not.toContain('generate_contact_sheet')
}, 30_000)

test('an overloaded answer and a cut stream are retried by the command line', async () => {
  let requests = 0
  const [turn] = await shoot(['summer lookbook'], {
    faults: () => {
      requests += 1
      if (requests === 1) return new ApiError('overloaded_error', 'Overloaded').response('req_01')
      return requests === 2 ? { cutAfter: 6 } : undefined
    },
  })
  expect(turn?.failed).toBe(false)
  expect(turn?.asked.map(({ tool }) => tool)).toEqual(['generate_hero'])
  expect(requests).toBeGreaterThan(4)
}, 30_000)
