import { type Checkpoint, LIMITS, type Problem } from '@fashion-shoot/protocol'
import { useEffect, useRef, useState } from 'react'
import { asProblem } from '../api/problems.ts'
import { decide } from '../api/studioApi.ts'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { WordsField } from '../shared/WordsField.tsx'
import { STAGE_WORDS } from './stageWords.ts'

type DecisionBarProps = {
  sessionId: string
  checkpoint: Checkpoint
  /** True while the director still finishes its turn: the decision comes right after. */
  waiting: boolean
}

/** Approve, or say what to change. It stays in sight: at the foot of the board, on a phone at the foot of the window. */
export function DecisionBar({ sessionId, checkpoint, waiting }: DecisionBarProps) {
  const [changing, setChanging] = useState(false)
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const words = STAGE_WORDS[checkpoint.stage]
  const blocked = waiting || sending
  const sendable = note.trim() !== '' && note.trim().length <= LIMITS.promptCharacters

  useEffect(() => {
    if (changing) field.current?.focus()
  }, [changing])

  async function send(body: Parameters<typeof decide>[2]) {
    setSending(true)
    setProblem(null)
    try {
      await decide(sessionId, checkpoint.id, body)
    } catch (error) {
      setProblem(asProblem(error))
      setSending(false)
    }
  }

  function sendChange() {
    if (sendable && !blocked) void send({ decision: 'revise', note: note.trim() })
  }

  return (
    <div
      data-testid="decision"
      className="fixed inset-x-0 bottom-0 z-10 border-line border-t bg-sheet px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-wide:shadow-lift wide:sticky wide:-mx-4 wide:-mb-4 wide:mt-4 wide:rounded-b-card wide:border-t-0 wide:pb-4"
    >
      {problem !== null && <ProblemNote problem={problem} className="mb-3" />}
      {changing ? (
        <div key="change" className="flex flex-wrap items-end justify-end gap-2">
          <div className="min-w-0 grow rounded-card border border-outline px-3 py-2 max-sm:basis-full">
            <WordsField
              ref={field}
              label="What to change"
              value={note}
              placeholder={words.change}
              onChange={setNote}
              onSubmit={sendChange}
              onCancel={() => setChanging(false)}
            />
          </div>
          <Button look="quiet" className="px-2" disabled={sending} onClick={() => setChanging(false)}>
            Cancel
          </Button>
          <Button look="primary" disabled={!sendable || blocked} onClick={sendChange}>
            Send change
          </Button>
        </div>
      ) : (
        <div key="decide" className="flex justify-end gap-2">
          <Button disabled={blocked} onClick={() => setChanging(true)}>
            Change…
          </Button>
          <Button
            look="primary"
            className="max-wide:grow max-sm:flex-col max-sm:gap-0 max-sm:py-1.5"
            disabled={blocked}
            onClick={() => send({ decision: 'approve' })}
          >
            {words.approve}
            {checkpoint.nextUsd !== null && checkpoint.nextUsd > 0 && (
              <span className="whitespace-nowrap font-normal opacity-80">about {usd(checkpoint.nextUsd)}</span>
            )}
          </Button>
        </div>
      )}
    </div>
  )
}
