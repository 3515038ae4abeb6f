import type { Checkpoint } from '@fashion-shoot/protocol'
import { memo } from 'react'
import { STAGE_WORDS } from '../board/stageWords.ts'

const WORDS: Record<Exclude<Checkpoint['state'], 'pending'>, string> = {
  approved: 'approved',
  revised: 'to be changed',
  superseded: 'left undecided',
}

/** Where the shoot stopped, and what was decided; nothing before it is, for the board asks. */
export const CheckpointLine = memo(function CheckpointLine({ checkpoint }: { checkpoint: Checkpoint }) {
  const { stage, state } = checkpoint
  if (state === 'pending') return null
  return (
    <p className="my-3 flex items-center gap-3 text-small text-soft">
      <span className="h-px grow bg-line" />
      <span>
        {STAGE_WORDS[stage].title} {WORDS[state]}
      </span>
      <span className="h-px grow bg-line" />
    </p>
  )
})
