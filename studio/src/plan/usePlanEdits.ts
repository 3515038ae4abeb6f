import { PlanEdit, type Slot } from '@fashion-shoot/protocol'
import * as z from 'zod/mini'
import { planDraft } from '../decide/planDraft.ts'
import { useDraft } from '../shared/useDraft.ts'

/** A prompt that is empty for now is kept too. */
const PlanEdits = z.array(z.extend(PlanEdit, { prompt: z.exactOptional(z.string()) }))

type Edits = {
  edits: PlanEdit[]
  /** Undefined for an order that stays as it was planned. */
  setEdit(slot: Slot, edit: PlanEdit | undefined): void
}

/** What the person has changed in a plan that is not decided yet; it outlives a reload. */
export function usePlanEdits(checkpointId: string): Edits {
  const { words, setWords } = useDraft(planDraft(checkpointId))
  const edits = words === '' ? [] : PlanEdits.parse(JSON.parse(words))
  return {
    edits,
    setEdit: (slot, edit) => {
      const next = [...edits.filter((one) => one.slot !== slot), ...(edit === undefined ? [] : [edit])]
      setWords(next.length === 0 ? '' : JSON.stringify(next))
    },
  }
}
