/** A plan of what a tool would order, which the person sees first: what is done once they have decided on it. */
import { type Answer, answer } from './Answer.ts'
import type { Call } from './readConversation.ts'
import type { Scene } from './Scene.ts'
import type { Wish } from './words/wishes.ts'

/** How a tool says that it has shown the person what it would order, and waits. */
const WAITS = /\bnothing is ordered yet\b/i
/** What a person's click on a plan says. */
const APPROVED = /^approved(?:, with changes)?: plan\b/i

export function isPlanOpen({ result }: Call): boolean {
  return result?.failed === false && WAITS.test(result.text)
}

/** Whether words are a person's click on a plan, which say nothing of what it was for. */
export function isPlanApproval(words: string): boolean {
  return APPROVED.test(words)
}

/** Calls the tool of an approved plan again, and what was to come after it; undefined where no plan was approved. */
export function answerPlan(wishes: readonly Wish[], { words, position, acted, tools }: Scene): Answer | undefined {
  const at = acted.findLastIndex(isPlanOpen)
  const isYes = position.shoot?.plan !== undefined && wishes.length === 1 && wishes[0]?.kind === 'approve'
  if (at === -1 || !(isYes || isPlanApproval(words))) return undefined
  const again = acted.slice(at).filter(({ batch }) => batch === acted[at]?.batch)
  return answer(
    'The plan is approved.',
    'I order that now, as you have approved it.',
    again.map(({ tool, input }) => tools.call(tool, input)),
  )
}
