import { type Checkpoint, type Slot, stageOfSlot } from '@fashion-shoot/protocol'
import { createContext, type ReactNode, use } from 'react'
import { useDraft } from '../shared/useDraft.ts'
import { changeDraft } from './changeDraft.ts'
import { type PickStage, pickedIn, withPicks } from './changeSentence.ts'

/** The change that the person is about to ask for. Its sentence is all there is of it: which pictures are picked stands in its first words. */
export type Change = {
  sentence: string
  setSentence(sentence: string): void
  /** Numbers of the picked pictures; null where nothing can be picked. */
  picked: number[] | null
  toggle(number: number): void
}

const ChangeContext = createContext<(Change & { stage: PickStage | null }) | null>(null)

type ChangeProviderProps = {
  /** What waits for a decision; undefined where nothing does, and nothing can be picked. */
  checkpoint: Checkpoint | undefined
  children: ReactNode
}

/** Around pictures and the bar that decides on them. */
export function ChangeProvider({ checkpoint, children }: ChangeProviderProps) {
  const draft = useDraft(changeDraft(checkpoint?.id ?? 'none'))
  const picks = checkpoint?.plan === undefined ? checkpoint?.stage : undefined
  const stage = picks === 'frames' || picks === 'clips' ? picks : null
  const picked = stage && pickedIn(draft.words, stage)

  function toggle(number: number) {
    if (stage === null || picked === null) return
    const others = picked.filter((one) => one !== number)
    draft.setWords(withPicks(draft.words, stage, others.length === picked.length ? [...picked, number] : others))
  }

  const change = { sentence: draft.words, setSentence: draft.setWords, stage, picked, toggle }
  return <ChangeContext value={checkpoint ? change : null}>{children}</ChangeContext>
}

/** @throws where nothing waits for a decision */
export function useChange(): Change {
  const change = use(ChangeContext)
  if (change === null) throw new Error('There is no ChangeProvider around this.')
  return change
}

/** Whether the picture in a slot is picked, and how to pick it; null where it cannot be. */
export function usePick(slot: Slot): { picked: boolean; toggle(): void } | null {
  const change = use(ChangeContext)
  if (change?.picked == null || stageOfSlot(slot) !== change.stage) return null
  const number = Number(slot.split('_').at(-1))
  return { picked: change.picked.includes(number), toggle: () => change.toggle(number) }
}
