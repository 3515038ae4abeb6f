/** What the director says, or does, when a tool has failed. */
import { type Answer, answer } from './Answer.ts'
import { forPerson } from './forPerson.ts'
import type { OfferedTools } from './OfferedTools.ts'
import type { Call, Turn } from './readConversation.ts'
import type { Position } from './readPosition.ts'
import { clipsCall, framesCall } from './stageCalls.ts'

const WHAT: Record<string, string> = {
  generate_hero: 'The hero could not be made',
  try_on_garment: 'The garment could not be tried on',
  generate_contact_sheet: 'The contact sheet could not be made',
  extract_frames: 'The frames could not be cut out',
  edit_frames: 'The frames could not be edited',
  resize_frames: 'The frames could not be brought into that format',
  generate_clips: 'Not all clips could be made',
  stitch_film: 'The film could not be put together',
  set_active_version: 'That version could not be brought back',
  set_stops: 'I could not change when we stop',
  get_shoot: 'I could not see how the shoot stands',
}

/** Longest piece of a tool's text that is repeated to the person. */
const LONGEST = 600

/** How a tool says that nothing helps but what the person does, such as to raise the budget. */
const NOT_FOR_ME = /\byour turn ends here\b/i

/** @param failed calls of the last message that failed, at least one */
export function answerFailure(failed: Call[], turn: Turn, position: Position, tools: OfferedTools): Answer {
  const isForPerson = failed.some(({ result }) => NOT_FOR_ME.test(result?.text ?? ''))
  const repair = isForPerson ? undefined : repairOf(failed, turn, position, tools)
  if (repair) return repair
  const sentences = failed.map(({ tool, result }) => {
    const text = forPerson(result?.text ?? '', tools)
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    return `${WHAT[tool] ?? `The tool ${tool} failed`}${shown ? `: ${shown}` : '.'}${/[.!?…]$/.test(shown) || !shown ? '' : '.'}`
  })
  if (isForPerson) {
    const again = 'Say “try again” when there is more to spend, and I do that again.'
    return answer('There is nothing left to spend. I wait.', `${sentences.join(' ')} ${again}`)
  }
  return answer(
    'A tool failed. I say what happened and wait.',
    `${sentences.join(' ')} What was there before is untouched. Say “try again” and I repeat it, or tell me what to do differently.`,
  )
}

/** A simple next step that the tool's text names and that costs no more than what was asked for. */
function repairOf(failed: Call[], turn: Turn, position: Position, tools: OfferedTools): Answer | undefined {
  const called = (tool: string) => turn.calls.some((call) => call.tool === tool)
  for (const { tool, input, result } of failed) {
    const text = result?.text ?? ''
    if (tool === 'stitch_film' && input.loop === true && /clip[ _]6/i.test(text) && !called('generate_clips'))
      return answer(
        'The loop needs clip 6 first.',
        'For the loop the sixth clip is missing, the one from frame 6 back to frame 1. I make it, then the film.',
        [clipsCall({ clips: [6], movements: [] }, tools), tools.call(tool, input)],
      )
    if (
      tool !== 'extract_frames' &&
      /\bextract_frames\b/.test(text) &&
      tools.has('extract_frames') &&
      !called('extract_frames')
    )
      return answer(
        'The frames have to be cut out first.',
        'The frames have to be cut out of the sheet first: I do that.',
        [framesCall(position, tools)],
      )
  }
  return undefined
}
