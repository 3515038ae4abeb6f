import { LIMITS, type Problem } from '@fashion-shoot/protocol'
import { type ReactNode, useState } from 'react'
import { asProblem } from '../api/problems.ts'
import { cancelTurn, startTurn } from '../api/studioApi.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { WordsField } from '../shared/WordsField.tsx'

/** Where the person writes to the director; while a turn runs, where it is stopped. */
export function Composer({ sessionId, running }: { sessionId: string; running: boolean }) {
  const [words, setWords] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const length = words.trim().length
  const tooLong = length > LIMITS.promptCharacters
  const sendable = length > 0 && !tooLong && !running && !busy

  async function attempt(work: () => Promise<unknown>) {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }

  function send() {
    if (!sendable) return
    void attempt(async () => {
      await startTurn(sessionId, words.trim())
      setWords('')
    })
  }

  return (
    <div>
      {problem !== null && <ProblemNote problem={problem} className="mb-3" />}
      <div className="flex items-end gap-2 rounded-card border border-line bg-paper p-2 pl-3.5 focus-within:border-outline">
        <WordsField
          label="Message to the director"
          value={words}
          placeholder={running ? 'The director is at work…' : 'Say something to the director…'}
          className="my-2 text-body"
          onChange={setWords}
          onSubmit={send}
        />
        {running ? (
          <RoundButton label="Stop" disabled={busy} onClick={() => attempt(() => cancelTurn(sessionId))}>
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
      {tooLong && (
        <p className="mt-2 text-accent text-small">
          {length} characters; {LIMITS.promptCharacters} is the limit.
        </p>
      )}
    </div>
  )
}

type RoundButtonProps = { label: string; disabled: boolean; onClick(): void; children: ReactNode }

function RoundButton({ label, disabled, onClick, children }: RoundButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-10 shrink-0 place-items-center rounded-full bg-ink text-paper transition hover:opacity-90 disabled:opacity-25"
    >
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        {children}
      </svg>
    </button>
  )
}
