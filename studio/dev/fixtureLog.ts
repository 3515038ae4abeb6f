import {
  type Asset,
  type Checkpoint,
  CLIP_COUNT,
  clipSlot,
  FRAME_COUNT,
  frameSlot,
  type JobRequest,
  type PlannedOrder,
  type Role,
  type SessionEvent,
  type Slot,
  type Stage,
} from '@fashion-shoot/protocol'

/** The id of fixture `n` of a kind: as long as a real one, and the same every time. */
export const fixtureId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const SESSION = fixtureId(0)
const turnId = `turn_${fixtureId(1)}`
const at = (second: number) => new Date(Date.UTC(2026, 4, 20, 12, 2, second)).toISOString()

/** px of what the recording shows in a fixture's place */
const REFERENCE_SIZES: Partial<Record<Role, { width: number; height: number }>> = {
  model: { width: 512, height: 512 },
  garment: { width: 900, height: 1024 },
  accessory: { width: 1024, height: 512 },
}

function sizeOf(slot: Slot | null, role: Role | null): { width: number; height: number } {
  if (slot === 'hero') return { width: 1280, height: 859 }
  if (slot === 'contact_sheet') return { width: 1280, height: 543 }
  if (slot === 'film' || slot?.startsWith('clip')) return { width: 720, height: 480 }
  return (role && REFERENCE_SIZES[role]) ?? { width: 984, height: 656 }
}

let made = 0

function asset(slot: Slot | null, role: Role | null, madeFrom: Asset[], change: Partial<Asset> = {}): Asset {
  made += 1
  const isVideo = slot === 'film' || slot?.startsWith('clip')
  return {
    id: `${slot === null ? 'up' : 'out'}_${fixtureId(made)}`,
    sessionId: SESSION,
    slot,
    version: 1,
    role,
    fileName: `${role ?? slot}.png`,
    contentType: isVideo ? 'video/mp4' : 'image/png',
    bytes: 1,
    sha256: '0'.repeat(64),
    ...sizeOf(slot, role),
    durationSeconds: slot === 'film' ? 7.5 : isVideo ? 5 : null,
    thumbhash: null,
    hasPreview: false,
    madeFrom: madeFrom.map(({ id }) => id),
    jobId: null,
    createdAt: at(made),
    ...change,
  }
}

const references = (['model', 'garment', 'accessory'] as const).map((role) => asset(null, role, []))
const hero = asset('hero', null, references)
const warmerHero = asset('hero', null, [hero], { version: 2 })
const sheet = asset('contact_sheet', null, [warmerHero])
const frames = Array.from({ length: FRAME_COUNT }, (_, index) => asset(frameSlot(index + 1), null, [sheet]))
const clips = Array.from({ length: CLIP_COUNT }, (_, index) =>
  asset(clipSlot(index + 1), null, frames.slice(index, index + 2)),
)
const film = asset('film', null, clips)
const redoneFrame = asset('frame_2', null, frames.slice(1, 2), { version: 2 })
const slowerFilm = asset('film', null, clips, { version: 2, durationSeconds: 5 })

/** USD that the stage after each is likely to cost */
const NEXT_USD: Record<Stage, number | null> = { hero: 0.15, contact_sheet: 0, frames: 1.75, clips: 0, film: null }

const stored = (...assets: Asset[]): SessionEvent[] => assets.map((one) => ({ type: 'asset', asset: one }))
const begin = (text: string): SessionEvent[] => [
  { type: 'session_init', sessionId: SESSION, turnId },
  { type: 'user_message', turnId, text, at: at(0) },
]
const says = (text: string): SessionEvent => ({ type: 'assistant_message', text })
const complete: SessionEvent = { type: 'complete', awaitingInput: true }

/** A tool that came back; `meanwhile` is what happened before. */
function tool(name: string, durationMs: number, ...meanwhile: SessionEvent[]): SessionEvent[] {
  const toolUseId = `${name}-${durationMs}`
  return [
    {
      type: 'system',
      subtype: 'tool_call',
      tool: name === 'Skill' || name === 'Read' ? name : `mcp__shoot__${name}`,
      toolUseId,
    },
    ...meanwhile,
    { type: 'system', subtype: 'tool_result', toolUseId, ok: true, durationMs },
  ]
}

function cost(item: Slot | 'model', usd: number, sessionUsd: number): SessionEvent {
  return { type: 'cost', item, usd, turnUsd: usd, sessionUsd }
}

function stop(stage: Stage, n: number, state: Checkpoint['state'] = 'pending'): SessionEvent {
  const decidedAt = state === 'pending' ? null : at(40 + n)
  const checkpoint = { id: `cp_${fixtureId(n)}`, stage, state, turnId, assetIds: [], note: null, createdAt: at(30 + n) }
  return { type: 'checkpoint', checkpoint: { ...checkpoint, decidedAt, nextUsd: NEXT_USD[stage] } }
}

/** A picture or a clip as it would be ordered, with what may be chosen instead. */
function planned(request: JobRequest, priceUsd: number): PlannedOrder {
  const isClip = request.kind === 'clip'
  const variants = isClip
    ? ([5, 10] as const).map((durationSeconds) => ({ durationSeconds, priceUsd: durationSeconds * 0.07 }))
    : (['3:2', '9:16', '1:1'] as const).flatMap((aspectRatio) =>
        (['1K', '2K', '4K'] as const).map((resolution) => ({
          ...{ aspectRatio, resolution },
          priceUsd: resolution === '4K' ? 0.3 : 0.15,
        })),
      )
  return { request, model: isClip ? 'kling-v2-6' : 'nano-banana-pro', priceUsd, variants }
}

function planStop(stage: Stage, n: number, orders: PlannedOrder[]): SessionEvent {
  const checkpoint = { id: `cp_${fixtureId(n)}`, stage, turnId, assetIds: [], note: null, createdAt: at(30 + n) }
  const totalUsd = orders.reduce((sum, { priceUsd }) => sum + priceUsd, 0)
  const plan = { orders, totalUsd, approvedIn: null }
  return { type: 'checkpoint', checkpoint: { ...checkpoint, state: 'pending', decidedAt: null, nextUsd: null, plan } }
}

const HERO_PROMPT = `A full-figure editorial fashion photograph of one person, 3:2.
Image 1 is the model. Image 2 is a garment (orange jacket). Image 3 is an accessory (bag).
Keep the face, hair, skin and build of image 1 exactly.
The model wears every garment and accessory shown; keep cut, colour, material, print and fastenings.
Pose: mid-stride on a street, weight on the front foot, the eyes ahead of the camera.
Background: a city street at dusk, sodium light against a blue sky, wet asphalt.
Look: Fuji Velvia, 55 mm, direct hard flash, overexposed, grain, oversaturated.
Direction: Confident streetwear editorial. Keep the colour of the jacket exactly.
One single photograph without text, border or watermark.`

const heroPlan = planned(
  {
    ...{ kind: 'image', slot: 'hero', prompt: HERO_PROMPT, aspectRatio: '3:2', resolution: '2K' },
    inputs: references.map(({ id }) => id),
  },
  0.15,
)
const MOVES = ['Rise and arc around her', 'Drop to the ground', 'Glide to her side', 'Push in', 'Slide down the sleeve']
const clipPlans = clips.map((clip, index) =>
  planned(
    {
      ...{ kind: 'clip', slot: clipSlot(index + 1), durationSeconds: 5 },
      prompt: `${MOVES[index]}. One continuous take without a cut: the camera moves smoothly at an even speed, and the person, clothes, place and light stay the same.`,
      firstFrame: clip.madeFrom[0] ?? '',
      tailFrame: clip.madeFrom[1] ?? '',
    },
    0.35,
  ),
)

const WORDS =
  'A confident stance against plain grey, soft light, the jacket held as the only strong colour.\n\nHere is the hero.'

/** What the director says in the `streaming` fixture, over and over. */
export const streamedWords = WORDS.split(/(?<= )/)

const opening: SessionEvent[] = [
  ...stored(...references),
  ...begin('Confident streetwear editorial on studio grey. Keep the green of the jacket exactly.'),
  {
    type: 'assistant_message',
    messageType: 'thinking',
    text: 'Street energy with a confident stance; the plain set leaves the jacket the only strong colour.',
  },
  ...tool('Skill', 120),
  ...tool('Read', 80),
]
const heroTurn = [...opening, says(WORDS), ...tool('generate_hero', 19_200, cost('hero', 0.15, 0.17)), ...stored(hero)]
const secondHero = [
  ...heroTurn,
  stop('hero', 1),
  complete,
  stop('hero', 1, 'revised'),
  ...begin('Warmer, and let her look at us.'),
  ...tool('generate_hero', 17_400, cost('hero', 0.15, 0.32)),
  ...stored(warmerHero),
  says('Warmer, and she looks straight at us now.'),
]
const sheetTurn = [
  ...secondHero,
  stop('hero', 2),
  complete,
  stop('hero', 2, 'approved'),
  ...begin('Approved.'),
  ...tool('generate_contact_sheet', 28_100, cost('contact_sheet', 0.15, 0.48)),
  ...stored(sheet),
  says('Six framings on one sheet, from a portrait to a detail.'),
]
const framesTurn = [
  ...sheetTurn,
  stop('contact_sheet', 3),
  complete,
  stop('contact_sheet', 3, 'approved'),
  ...begin('Approved.'),
  ...tool('extract_frames', 420),
  ...stored(...frames),
  says(
    'The sheet cut cleanly.\n\n- **Frames 2 and 5** sit a little close to each other; I would push 5 further in.\n- Frame 3 has the *strongest* light.\n\nYour call.',
  ),
]
const clipsTurn = [...framesTurn, stop('frames', 4), complete, stop('frames', 4, 'approved'), ...begin('Approved.')]
const clipsWork: SessionEvent[] = [
  says('Five clips, all at once. It takes a minute or two.'),
  { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__generate_clips', toolUseId: 'clips' },
]
const filmTurn: SessionEvent[] = [
  ...clipsTurn,
  ...tool('generate_clips', 96_000, cost('clip_1', 1.75, 2.24)),
  ...stored(...clips),
  stop('clips', 5),
  complete,
  stop('clips', 5, 'approved'),
  ...begin('Approved.'),
  ...tool('stitch_film', 6100),
  ...stored(film),
  says('The film: seven and a half seconds, the cuts falling where the motion is slowest.'),
]

const progress = (n: number, change: object): SessionEvent => ({
  type: 'progress',
  slot: clipSlot(n),
  stage: 'clips',
  ...change,
})

const overBudget: SessionEvent[] = [
  ...clipsTurn,
  { type: 'budget', budgetUsd: 2 },
  ...clipsWork.slice(0, 1),
  ...clips.slice(0, 2).flatMap((clip, index) => [cost('clip_1', 0.35, 1.35 + index * 0.35), ...stored(clip)]),
  {
    type: 'error',
    code: 'over_budget',
    message: 'Three clips cost $1.05; $0.30 of this shoot’s budget is left.',
    hint: 'Raise the budget of the shoot and say “try again”. Everything made so far is kept.',
    shortfall: { neededUsd: 1.05, spentUsd: 1.7, budgetUsd: 2, leftUsd: 0.3, enoughUsd: 4 },
    retryable: true,
  },
  { type: 'complete', awaitingInput: false },
]

/** Logs of one shoot at every point that looks different, by name; `streaming` is still being written. */
export const fixtureLogs: Record<string, SessionEvent[]> = {
  setup: [...opening.slice(0, -5), { type: 'status', message: 'Getting the studio ready' }],
  streaming: [
    ...opening,
    { type: 'message_type_hint', messageType: 'text' },
    ...streamedWords.slice(0, 9).map((text): SessionEvent => ({ type: 'text_delta', text })),
  ],
  'hero-working': [
    ...opening,
    says(WORDS),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__generate_hero', toolUseId: 'hero' },
    { type: 'progress', slot: 'hero', stage: 'hero', fraction: 0.4, etaMs: 11_000, message: 'Developing the picture' },
  ],
  'hero-plan': [
    ...opening,
    says(WORDS.split('\n')[0] ?? ''),
    ...tool('generate_hero', 400),
    planStop('hero', 1, [heroPlan]),
    complete,
  ],
  hero: [...secondHero, stop('hero', 2), complete],
  sheet: [...sheetTurn, stop('contact_sheet', 3), complete],
  frames: [...framesTurn, stop('frames', 4), complete],
  'clips-plan': [...clipsTurn, ...tool('generate_clips', 400), planStop('clips', 5, clipPlans), complete],
  clips: [
    ...clipsTurn,
    ...clipsWork,
    ...stored(...clips.slice(0, 1)),
    progress(2, { fraction: 0.82, etaMs: 9000, message: 'Filming' }),
    progress(3, { fraction: 0.35, etaMs: 41_000, message: 'Filming' }),
    progress(4, { fraction: 0.2, etaMs: 90_000, waits: true, message: 'waits for a place at the clip service' }),
    progress(5, { state: 'failed', message: 'The service refused the picture.' }),
  ],
  'clips-ready': [...clipsTurn, ...tool('generate_clips', 96_000), ...stored(...clips), stop('clips', 5), complete],
  film: [...filmTurn, stop('film', 6), complete],
  done: [...filmTurn, stop('film', 6), complete, stop('film', 6, 'approved')],
  stale: [
    ...filmTurn,
    stop('film', 6),
    complete,
    stop('film', 6, 'superseded'),
    ...begin('Edit frame 2: softer light.'),
    ...tool('edit_frames', 15_000),
    ...stored(redoneFrame),
    says('Frame 2 has softer light now. Clips 1 and 2 and the film still show the old one.'),
    stop('frames', 7),
    complete,
  ],
  error: [
    ...sheetTurn.slice(0, -5),
    {
      type: 'error',
      code: 'provider_down',
      message: 'The image service did not answer, so there is no contact sheet yet. The hero is kept.',
      hint: 'Wait a moment, then try again. Nothing was charged for this attempt.',
      retryable: true,
    },
    { type: 'complete', awaitingInput: false },
  ],
  /** Approving would pass the budget. */
  tight: [...framesTurn, { type: 'budget', budgetUsd: 1.5 }, stop('frames', 4), complete],
  'over-budget': overBudget,
  'budget-raised': [...overBudget, { type: 'budget', budgetUsd: 4 }],
  'daily-cap': [
    ...clipsTurn,
    ...clipsWork.slice(0, 1),
    {
      type: 'error',
      code: 'daily_cap',
      message: 'This studio has spent what it may spend in a day: 24.90 of 25.00 USD, and the clip 3 costs 0.35 USD.',
      hint: 'It goes on tomorrow (UTC), or when whoever runs it raises DAILY_BUDGET_USD. Everything made so far is kept.',
      retryable: true,
    },
    { type: 'complete', awaitingInput: false },
  ],
  interrupted: [
    ...opening,
    says(WORDS),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__generate_hero', toolUseId: 'lost' },
    {
      type: 'system',
      subtype: 'tool_result',
      toolUseId: 'lost',
      ok: false,
      durationMs: 0,
      cutShort: 'interrupted',
    },
    { type: 'status', message: 'The director was interrupted and takes the work up again…', resumes: true },
    says(WORDS),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__generate_hero', toolUseId: 'again' },
    { type: 'progress', slot: 'hero', stage: 'hero', fraction: 0.7, etaMs: 6000, message: 'Developing the picture' },
  ],
  'film-again': [
    ...filmTurn,
    ...stored(slowerFilm, redoneFrame),
    stop('film', 6),
    complete,
    stop('film', 6, 'revised'),
    ...begin('Let it loop.'),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__stitch_film', toolUseId: 'again' },
    { type: 'progress', slot: 'film', stage: 'film', fraction: 0.6, etaMs: 4000, message: 'Joining the clips' },
  ],
  /** The first film, ordered with its speed curve while the clips still wait for a decision. */
  'film-early': [
    ...clipsTurn,
    ...tool('generate_clips', 96_000),
    ...stored(...clips),
    stop('clips', 5),
    complete,
    ...begin('Stitch with this curve.'),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__stitch_film', toolUseId: 'early' },
    { type: 'progress', slot: 'film', stage: 'film', fraction: 0.2, etaMs: 35_000, message: 'Stitching the clips' },
  ],
  'film-first': [
    ...clipsTurn,
    ...tool('generate_clips', 96_000),
    ...stored(...clips),
    stop('clips', 5),
    complete,
    stop('clips', 5, 'approved'),
    ...begin('Approved.'),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__stitch_film', toolUseId: 'first' },
    { type: 'progress', slot: 'film', stage: 'film', fraction: 0.2, etaMs: 35_000, message: 'Stitching the clips' },
  ],
  /** The page is told that this one is gone as soon as it follows it. */
  deleted: [...heroTurn, stop('hero', 1), complete],
  /** The page cannot follow this one: it reconnects, and then says that it is offline. */
  unreachable: [...heroTurn, stop('hero', 1), complete],
  stopped: [
    ...opening,
    says(WORDS),
    { type: 'system', subtype: 'tool_call', tool: 'mcp__shoot__generate_hero', toolUseId: 'hero' },
    { type: 'system', subtype: 'tool_result', toolUseId: 'hero', ok: false, durationMs: 4100, cutShort: 'stopped' },
    { type: 'progress', slot: 'hero', stage: 'hero', state: 'cancelled' },
    { type: 'complete', awaitingInput: false },
  ],
}
