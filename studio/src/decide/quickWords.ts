import { FRAME_RATIOS, type Stage } from '@fashion-shoot/protocol'
import { backgrounds, looks, movements, poses } from '../../../agent/.claude/skills/editorial-photography/presets.json'

/** Suggestions of one kind; a press on one adds its words to the change. */
export type QuickWords = { title: string; chips: { label: string; words: string }[] }

const plain = (...labels: string[]) => labels.map((label) => ({ label, words: label }))
/** A preset is asked for by its id in words, which the director takes it by. */
const named = (presets: { id: string; label: string }[], kind: string) =>
  presets.map(({ id, label }) => ({ label, words: `${id.replaceAll('-', ' ')} ${kind}` }))
const formats: QuickWords = {
  title: 'Format',
  chips: FRAME_RATIOS.map((ratio) => ({ label: ratio, words: `make it ${ratio}` })),
}

/** What is often asked for at each stage. Poses, places, looks and movements are those that the director chooses from. */
export const QUICK_WORDS: Record<Stage, QuickWords[]> = {
  hero: [
    { title: 'Pose', chips: named(poses, 'pose') },
    { title: 'Background', chips: named(backgrounds, 'background') },
    { title: 'Look', chips: named(looks, 'look') },
    formats,
  ],
  contact_sheet: [
    { title: 'Often', chips: plain('closer crops', 'more space around the body', 'more attitude', 'warmer light') },
  ],
  frames: [{ title: 'Often', chips: plain('closer', 'softer light', 'warmer light', 'looks at us') }, formats],
  clips: [
    { title: 'Often', chips: plain('slower', 'calmer camera', '10 seconds') },
    { title: 'Move', chips: movements.map(({ label }) => ({ label, words: label.toLowerCase() })) },
  ],
  film: [
    { title: 'Speed', chips: plain('slower', 'faster', 'ease in out', 'linear') },
    { title: 'Clips', chips: plain('1 second per clip', '1.5 seconds per clip', '2 seconds per clip') },
    { title: 'End', chips: plain('loop') },
  ],
}
