import type { Checkpoint, PlanEdit } from '@fashion-shoot/protocol'
import { type RefObject, useRef, useState } from 'react'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { useMoney } from '../money/MoneyProvider.tsx'
import { aboutUsd, changeUsd } from '../money/prices.ts'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useFocusLedOn } from '../shared/useFocusLedOn.ts'
import { approveWords, changeWords } from '../shoot/stageWords.ts'
import { BudgetWarning } from './BudgetWarning.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { useChange } from './ChangeProvider.tsx'
import { changeItself } from './changeSentence.ts'
import { KeyHint } from './KeyHint.tsx'
import { LikelyPrice } from './LikelyPrice.tsx'
import { MessageSwitch } from './MessageSwitch.tsx'
import { usePhoneBar } from './PhoneBar.tsx'
import { useDecide } from './useDecide.ts'
import { useShortcut } from './useShortcut.ts'

const NUMBERS = ['1', '2', '3', '4', '5', '6']

type DecisionBarProps = {
  sessionId: string
  checkpoint: Checkpoint
  /** True while the director still finishes its turn: the decision comes right after. */
  waiting: boolean
  /** What the focus is led to, once it is decided. */
  heading: RefObject<HTMLElement | null>
  /** True where what the next stage orders is shown before it costs anything. */
  plansNext?: boolean
  /** What approving a plan orders: for how much, USD, and with which changes; not `isWhole` while something is missing there. */
  order?: { usd: number; edits: PlanEdit[]; isWhole: boolean }
}

/** Approve, or say what to change. It stays in sight: at the foot of the board, on a phone at the foot of the window. */
export function DecisionBar({ sessionId, checkpoint, waiting, heading, plansNext = false, order }: DecisionBarProps) {
  const { sentence, picked, toggle } = useChange()
  // What was written before a reload is seen after it.
  const [changing, setChanging] = useState<'no' | 'kept' | 'asked'>(changeItself(sentence) === '' ? 'no' : 'kept')
  const decision = useDecide(sessionId, checkpoint.id)
  const { bar } = usePhoneBar()
  const box = useRef<HTMLDivElement>(null)
  const money = useMoney()
  const changeButton = useRef<HTMLButtonElement>(null)
  const sending = decision.isPending || decision.isSuccess
  const blocked = waiting || sending

  const incomplete = order?.isWhole === false

  // To have a plan changed costs nothing.
  const change = order ? undefined : changeUsd(money, checkpoint.stage, picked ?? [])
  const isPlannedNext = plansNext && Boolean(checkpoint.nextUsd)
  // Who has picked pictures is about to change them: Enter goes on with that, and approves nothing by mistake.
  const picking = picked !== null && picked.length > 0
  const openChange = () => setChanging('asked')

  function approve() {
    decision.mutate({ decision: 'approve', ...(order && order.edits.length > 0 && { edits: order.edits }) })
  }
  useShortcut(['Enter'], blocked || incomplete || changing !== 'no' ? null : picking ? openChange : approve)
  useShortcut(['c'], blocked ? null : openChange)
  useShortcut(NUMBERS, sending ? null : picked && ((key) => toggle(Number(key))))
  useFocusLedOn(box, heading)
  useForgottenErrors(waiting, decision)

  function sendChange(words: string) {
    decision.mutate({ decision: 'revise', note: words.trim() })
  }

  function cancel() {
    setChanging('no')
    requestAnimationFrame(() => changeButton.current?.focus())
  }

  return (
    <div
      ref={box}
      data-testid="decision"
      className={`fixed inset-x-0 bottom-0 z-10 max-h-[80dvh] border-line border-t bg-sheet px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-wide:overflow-y-auto max-wide:shadow-lift wide:sticky wide:-mx-4 wide:-mb-4 wide:mt-4 wide:rounded-b-card wide:border-t-0 wide:pb-4 ${bar === 'message' ? 'max-wide:hidden' : ''}`}
    >
      {decision.error && !decision.error.problem.checkpoint && (
        <ProblemNote problem={decision.error.problem} className="mb-3" />
      )}
      <BudgetWarning
        sessionId={sessionId}
        needUsd={changing === 'no' ? (order?.usd ?? checkpoint.nextUsd ?? 0) : (change?.usd ?? 0)}
      />
      {changing !== 'no' ? (
        <ChangeForm
          price={change && `${aboutUsd(change.usd)}${change.each && change.usd > 0 ? ' each' : ''}`}
          stage={checkpoint.stage}
          blocked={blocked}
          focus={changing === 'asked'}
          onSend={sendChange}
          onCancel={cancel}
        />
      ) : (
        <div className="flex justify-end gap-2">
          <MessageSwitch />
          <Button
            ref={changeButton}
            look={picking ? 'primary' : 'plain'}
            aria-keyshortcuts={picking ? 'c Enter' : 'c'}
            disabled={blocked}
            onClick={openChange}
          >
            {changeWords(checkpoint.stage, picked ?? [])}
            {picking && <KeyHint>⏎</KeyHint>}
          </Button>
          <Button
            look={picking ? 'plain' : 'primary'}
            className="max-wide:grow max-sm:flex-col max-sm:gap-0 max-sm:px-2 max-sm:py-1.5"
            aria-keyshortcuts={picking ? undefined : 'Enter'}
            disabled={blocked || incomplete}
            onClick={approve}
          >
            {order ? 'Approve and order' : approveWords(checkpoint, isPlannedNext)}
            {order && <LikelyPrice>{usd(order.usd)}</LikelyPrice>}
            {checkpoint.nextUsd !== null && !isPlannedNext && <LikelyPrice>{aboutUsd(checkpoint.nextUsd)}</LikelyPrice>}
            {!picking && <KeyHint>⏎</KeyHint>}
          </Button>
        </div>
      )}
    </div>
  )
}
