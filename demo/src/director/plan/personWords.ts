/** Tells the person's own words from what the Agent SDK's command line puts between them. */

const REMINDER = /<system-reminder>[\s\S]*?<\/system-reminder>/g
/** What the session adds to the person's words: a list of photos that came with them. */
const PHOTO_LIST = /<new_reference_photos>[\s\S]*?<\/new_reference_photos>/g
/** What the runner tells a director whose turn was interrupted. */
const INTERRUPTION = /<interruption>[\s\S]*?<\/interruption>/g
const MID_TURN =
  /The user sent a new message while you were working:\n([\s\S]*?)\n+This is how [^\n]* surfaces messages/

/** Beginnings of texts that come in the person's name, but not from them: skills, interruptions, commands, summaries. */
const NOT_THE_PERSON = [
  'Base directory for this skill:',
  '[Request interrupted by user',
  'This session is being continued from a previous conversation',
  'Continue from where you left off.',
  'Your response above was cut off mid-stream.',
  '<command-',
  '<local-command-',
  '<task-notification>',
]

/** What is left of a text block when all that the person did not write is gone; empty when nothing is. */
export function personWords(text: string): string {
  const words = text.replace(REMINDER, '').replace(PHOTO_LIST, '').replace(INTERRUPTION, '').trim()
  return NOT_THE_PERSON.some((beginning) => words.startsWith(beginning)) ? '' : words
}

/** True for a text that says that the turn was interrupted, and goes on. */
export function tellsInterruption(text: string): boolean {
  return text.search(INTERRUPTION) !== -1
}

/** What the person said while the director was working: the command line hands it on inside of a reminder. */
export function wordsInReminders(text: string): string[] {
  return [...text.matchAll(REMINDER)].flatMap(([reminder]) => {
    const words = MID_TURN.exec(reminder)?.[1]?.replace(PHOTO_LIST, '').trim()
    return words ? [words] : []
  })
}

/** A tool's own text, without what the command line appends. */
export function withoutReminders(text: string): string {
  return text.replace(REMINDER, '').trim()
}
