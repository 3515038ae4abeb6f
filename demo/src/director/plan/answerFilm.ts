/** Wishes about the film: rhythm, easing, loop. */
import { type Answer, answer } from './Answer.ts'
import { listed } from './prose.ts'
import type { Scene } from './Scene.ts'
import { clipsCall, filmCall } from './stageCalls.ts'
import type { Wish } from './words/wishes.ts'

export function answerFilm(
  wishes: Extract<Wish, { kind: 'film' }>[],
  loop: boolean | undefined,
  { position, tools, calls }: Scene,
): Answer {
  const { easing, secondsPerClip, fps, pace } = Object.assign({}, ...wishes) as Partial<Extract<Wish, { kind: 'film' }>>
  const film = filmCall(
    {
      ...(easing && { easing }),
      ...(secondsPerClip && { secondsPerClip }),
      ...(fps && { fps }),
      ...(pace && { pace }),
      ...(loop !== undefined && { loop }),
    },
    position,
    tools,
  )
  const how = [
    ...(film.input.secondsPerClip !== undefined && (secondsPerClip || pace)
      ? [`${film.input.secondsPerClip} s for each clip`]
      : []),
    ...(easing ? [`the curve ${easing}`] : []),
    ...(fps ? [`${fps} frames a second`] : []),
    ...(loop === undefined ? [] : [loop ? 'as a loop' : 'without the loop']),
  ]
  const says = `I put the film together anew${how.length > 0 ? `: ${listed(how)}` : ''}.`
  if (loop && !hasClip6()) {
    // The film waits: what is paid for is judged before anything is built on it.
    const first = `A loop needs a sixth clip, from frame 6 back to frame 1. I make it now${priceOfClip()}. ${position.nonStop ? 'Then' : 'Once it is approved,'} the film comes anew, as a loop.`
    return answer('The loop needs clip 6.', first, [clipsCall({ clips: [6], movements: [] }, tools)])
  }
  return answer('The film shall have another rhythm.', says, [film])

  /** The sixth clip is ordered as the others were. */
  function priceOfClip(): string {
    const priceUsd = position.shoot?.slots.get('clip_5')?.priceUsd
    return priceUsd === undefined ? '' : `: about ${priceUsd.toFixed(2)} USD, as for clip 5`
  }

  function hasClip6(): boolean {
    if (position.shoot) return position.shoot.slots.get('clip_6')?.stale === false
    return calls.some(
      ({ tool, input, result }) =>
        tool === 'generate_clips' && result?.failed === false && Array.isArray(input.clips) && input.clips.includes(6),
    )
  }
}
