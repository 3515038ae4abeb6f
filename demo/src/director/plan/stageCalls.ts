/** Calls of the tools that make a stage, with what the conversation has settled so far. */
import type { ToolUse } from './blocks.ts'
import { frameFormat } from './frameFormat.ts'
import type { OfferedTools } from './OfferedTools.ts'
import type { Position } from './readPosition.ts'
import { STAGE_TOOLS, type Stage } from './stages.ts'

/** The next stage as it is made when nobody asks for anything special. */
export function stageCall(
  stage: Stage,
  position: Position,
  tools: OfferedTools,
  direction?: string,
  film: Film = {},
): ToolUse {
  switch (stage) {
    case 'contact_sheet':
      return sheetCall(direction, position, tools)
    case 'frames':
      return framesCall(position, tools)
    case 'clips':
      return clipsCall({ clips: [], movements: direction ? [[[1, 2, 3, 4, 5], direction]] : [] }, tools)
    case 'film':
      return filmCall(film, position, tools)
    case 'hero':
      return tools.call(STAGE_TOOLS.hero, { ...position.inputs.get(STAGE_TOOLS.hero), ...(direction && { direction }) })
  }
}

/** A sheet in the format of the shoot. */
export function sheetCall(direction: string | undefined, position: Position, tools: OfferedTools): ToolUse {
  return tools.call(STAGE_TOOLS.contact_sheet, { frameRatio: frameFormat(position, tools), direction })
}

/** The frames in the format that their sheet was made for. */
export function framesCall({ inputs }: Position, tools: OfferedTools): ToolUse {
  return tools.call(STAGE_TOOLS.frames, { aspectRatio: inputs.get(STAGE_TOOLS.contact_sheet)?.frameRatio })
}

type Clips = { clips: number[]; movements: [clips: number[], movement: string][]; seconds?: number | undefined }

/** @param clips empty for those that are missing or stale */
export function clipsCall({ clips, movements, seconds }: Clips, tools: OfferedTools): ToolUse {
  const directions = movements.flatMap(([numbers, movement]) => numbers.map((clip) => ({ clip, movement })))
  return tools.call('generate_clips', {
    clips: clips.length > 0 ? clips : undefined,
    directions: directions.length > 0 ? directions : undefined,
    durationSeconds: seconds === undefined ? undefined : seconds > 7 ? 10 : 5,
  })
}

const SECONDS_PER_CLIP = 1.5
const PACE = { slower: 4 / 3, faster: 3 / 4 }

/** How a film shall be; what is not said stays as it was. */
export type Film = {
  easing?: string
  secondsPerClip?: number
  fps?: number
  pace?: 'slower' | 'faster'
  loop?: boolean
}

/** The film, with rhythm and loop as they were unless told otherwise. */
export function filmCall(
  { easing, secondsPerClip, fps, pace, loop }: Film,
  { inputs }: Position,
  tools: OfferedTools,
): ToolUse {
  const last = inputs.get(STAGE_TOOLS.film)
  const property = tools.property(STAGE_TOOLS.film, 'secondsPerClip')
  const before =
    [last?.secondsPerClip, property?.default].find((value) => typeof value === 'number') ?? SECONDS_PER_CLIP
  const paced = pace ? Math.round(before * PACE[pace] * 100) / 100 : undefined
  const wanted = secondsPerClip ?? (paced && Math.min(Math.max(paced, property?.minimum ?? 0), property?.maximum ?? 60))
  return tools.call(STAGE_TOOLS.film, {
    ...last,
    ...(last?.loop === undefined && lastClips(inputs) === '6' && { loop: true }),
    ...(easing !== undefined && { easing }),
    ...(wanted !== undefined && { secondsPerClip: wanted }),
    ...(fps !== undefined && { fps }),
    ...(loop !== undefined && { loop }),
  })
}

/** Which clips were asked for last. Clip 6 alone is asked for by whoever wants a loop. */
function lastClips(inputs: Position['inputs']): string {
  return String(inputs.get(STAGE_TOOLS.clips)?.clips ?? '')
}
