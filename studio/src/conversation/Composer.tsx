import { LIMITS, type SessionView } from '@fashion-shoot/protocol'
import { useRef } from 'react'
import { useStop } from '../api/mutations.ts'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { usePhoneBar } from '../decide/PhoneBar.tsx'
import { useShortcut } from '../decide/useShortcut.ts'
import { useSay } from '../session/useSay.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDraft } from '../shared/useDraft.ts'
import { useFocusLedOn } from '../shared/useFocusLedOn.ts'
import { WordsField } from '../shared/WordsField.tsx'
import { RoundButton } from './RoundButton.tsx'
import { useHeard } from './useHeard.ts'

/** Where the person writes to the director; while a turn runs, where it is stopped. What is typed meanwhile stays until it can be sent. */
export function Composer({
  sessionId,
  view,
}: {
  sessionId: string
  view: Pick<SessionView, 'conversation' | 'running'>
}) {
  const { running } = view
  const { words, setWords } = useDraft(sessionId)
  const say = useSay(sessionId)
  const stop = useStop(sessionId)
  const { noteSending } = useHeard(sessionId, say, view.conversation)
  useForgottenErrors(running, say, stop)
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useFocusLedOn(box, field)
  useShortcut(['m'], usePhoneBar().write)
  // Paid work is not stopped by who only wants to leave the field: there Esc does that first.
  useShortcut(['Escape'], running ? stopTurn : null)
  // Once the turn is over, whatever became of the word to stop it does not matter.
  const problem = (say.error ?? (running ? stop.error : null))?.problem
  const length = words.trim().length
  const tooLong = length > LIMITS.promptCharacters
  const sendable = length > 0 && !tooLong && !running && !say.isPending

  function send() {
    if (!sendable) return
    stop.reset()
    noteSending()
    say.mutate(words.trim())
  }

  function stopTurn() {
    say.reset()
    if (!stop.isPending) stop.mutate()
  }

  return (
    <div ref={box}>
      {problem && <ProblemNote problem={problem} className="mb-3" />}
      <div className="flex items-end gap-2 rounded-card border border-line bg-paper p-2 pl-3.5 focus-within:border-outline">
        <WordsField
          ref={field}
          label="Message to the director"
          value={words}
          placeholder={running ? 'The director is at work…' : 'Say something to the director…'}
          className="my-2 text-body"
          onChange={setWords}
          onSubmit={send}
          onCancel={() => field.current?.blur()}
        />
        {running ? (
          <RoundButton label="Stop" disabled={stop.isPending} onClick={stopTurn}>
            <rect x="6" y="6" width="8" height="8" rx="1.5" className="fill-current" />
          </RoundButton>
        ) : (
          <RoundButton label="Send" disabled={!sendable} onClick={send}>
            <path
              d="M10 15V5.5M6 9.2l4-4 4 4"
              className="fill-none stroke-current"
              strokeWidth="1.6"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </RoundButton>
        )}
      </div>
      {running && length > 0 && !tooLong && (
        <p className="mt-2 px-1 text-small text-soft">Kept here until the director is done, also across a reload.</p>
      )}
      {tooLong && (
        <p className="mt-2 text-accent text-small">
          {length} characters; {LIMITS.promptCharacters} is the limit.
        </p>
      )}
    </div>
  )
}
