import { type Checkpoint, STAGE_NAMES } from '@fashion-shoot/protocol'
import { useEffect } from 'react'
import { drafts } from '../shared/Drafts.ts'
import { showToast } from '../shared/ui/toasts.ts'
import { changeDraft } from './changeDraft.ts'
import { changeItself } from './changeSentence.ts'
import { focusMessage } from './PhoneBar.tsx'
import { useIsDeciding } from './useDecide.ts'

/** A change that was typed and not sent when its checkpoint was decided otherwise goes into the message to the director, and the person is told. */
export function useLeftChange(sessionId: string, checkpoints: readonly Checkpoint[]): void {
  const isDeciding = useIsDeciding(sessionId)
  useEffect(() => {
    // What is on its way may be these very words.
    if (isDeciding) return
    for (const { id, stage, state, note } of checkpoints) {
      if (state === 'pending') continue
      const sentence = drafts.take(changeDraft(id)).trim()
      if (changeItself(sentence) === '' || sentence === note) continue
      drafts.add(sessionId, sentence)
      goOnWriting()
      showToast(`The ${STAGE_NAMES[stage]} was decided meanwhile. Your change is now in the message to the director.`)
    }
  }, [sessionId, checkpoints, isDeciding])
}

/** Where the focus was led away from the change, it follows the words: nobody who types on presses shortcuts. */
function goOnWriting(): void {
  if (document.activeElement?.id !== 'focus-title') return
  focusMessage()
}
