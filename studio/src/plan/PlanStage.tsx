import { type Checkpoint, type Plan, roundUsd } from '@fashion-shoot/protocol'
import type { ReactNode, RefObject } from 'react'
import { DecisionBar } from '../decide/DecisionBar.tsx'
import type { BoardView } from '../shoot/boardPlan.ts'
import { editedOrder } from './editedOrder.ts'
import { OrderCard } from './OrderCard.tsx'
import { usePlanEdits } from './usePlanEdits.ts'

type PlanStageProps = {
  sessionId: string
  view: BoardView
  checkpoint: Checkpoint
  plan: Plan
  heading: RefObject<HTMLElement | null>
  /** What the stage has so far. */
  children?: ReactNode
}

/** What a stage is about to order, each order with its words, its parameters and its price, to be changed and approved. */
export function PlanStage({ sessionId, view, checkpoint, plan, heading, children }: PlanStageProps) {
  const { edits, setEdit } = usePlanEdits(checkpoint.id)
  const orders = plan.orders.map((order) => {
    const edit = edits.find(({ slot }) => slot === order.request.slot)
    return { order, edit, edited: editedOrder(order, edit) }
  })
  return (
    <>
      <ul className={`grid gap-3 ${orders.length > 1 ? 'wide:grid-cols-2' : ''}`}>
        {orders.map(({ order, edit, edited }) => (
          <OrderCard
            key={order.request.slot}
            view={view}
            order={order}
            edited={edited}
            isEdited={edit !== undefined}
            onEdit={(change) => setEdit(order.request.slot, change)}
          />
        ))}
      </ul>
      <div className="mt-4 empty:hidden">{children}</div>
      <DecisionBar
        sessionId={sessionId}
        checkpoint={checkpoint}
        waiting={view.running}
        heading={heading}
        order={{
          usd: roundUsd(orders.reduce((sum, { edited }) => sum + edited.priceUsd, 0)),
          edits,
          isWhole: orders.every(({ edited }) => edited.prompt === null || edited.prompt.trim() !== ''),
        }}
      />
    </>
  )
}
