import { LIMITS, type Stage } from '@fashion-shoot/protocol'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { Button } from '../shared/Button.tsx'
import { WordsField } from '../shared/WordsField.tsx'
import { STAGE_WORDS } from '../shoot/stageWords.ts'
import { useChange } from './ChangeProvider.tsx'
import { changeItself, withWords } from './changeSentence.ts'
import { LikelyPrice } from './LikelyPrice.tsx'
import { useModels } from './ModelsProvider.tsx'

const ModelChoice = lazy(() => import('./ModelChoice.tsx').then((module) => ({ default: module.ModelChoice })))
const QuickChips = lazy(() => import('./QuickChips.tsx').then((module) => ({ default: module.QuickChips })))

type ChangeFormProps = {
  stage: Stage
  /** True while it cannot be sent. */
  blocked: boolean
  /** What it is likely to cost, in words; undefined while that is not known. */
  price: string | undefined
  /** True when the person has asked for the field just now: it takes the focus. */
  focus: boolean
  onSend(sentence: string): void
  onCancel(): void
}

/** Where the person writes what to change, with what is often asked for. */
export function ChangeForm({ stage, blocked, price, focus, onSend, onCancel }: ChangeFormProps) {
  const { sentence, setSentence } = useChange()
  const models = useModels()
  const field = useRef<HTMLTextAreaElement>(null)
  const tooLong = sentence.trim().length > LIMITS.promptCharacters
  const sendable = changeItself(sentence).trim() !== '' && !tooLong && !blocked

  useEffect(() => {
    if (!focus || field.current === null) return
    field.current.focus()
    field.current.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [focus])

  function send() {
    if (sendable) onSend(sentence)
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {/* The field is there at once, for what is typed right after the key that opens it; what is suggested may come a little later. */}
      <Suspense fallback={<div className="min-h-9" />}>
        <QuickChips stage={stage} onAdd={(words) => setSentence(withWords(sentence, words))} />
      </Suspense>
      <div className="flex flex-wrap items-end justify-end gap-2">
        <div className="min-w-0 grow rounded-card border border-outline px-3 py-2 focus-within:border-ink max-sm:basis-full">
          <WordsField
            ref={field}
            label="What to change"
            value={sentence}
            placeholder={STAGE_WORDS[stage].change}
            onChange={setSentence}
            onSubmit={send}
            onCancel={onCancel}
          />
        </div>
        <Button look="quiet" className="px-2" onClick={onCancel}>
          Cancel
        </Button>
        <Button look="primary" disabled={!sendable} onClick={send}>
          Send change {price !== undefined && <LikelyPrice>{price}</LikelyPrice>}
        </Button>
      </div>
      {models && stage !== 'film' && (
        <Suspense fallback={<div className="min-h-8" />}>
          <ModelChoice stage={stage} models={models} />
        </Suspense>
      )}
      {tooLong && (
        <p className="text-accent text-small">
          {sentence.trim().length} characters; {LIMITS.promptCharacters} is the limit.
        </p>
      )}
    </div>
  )
}
