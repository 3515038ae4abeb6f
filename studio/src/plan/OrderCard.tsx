import { type PlanEdit, type PlannedOrder, PROMPT_CHARACTERS } from '@fashion-shoot/protocol'
import { usd } from '../shared/format.ts'
import { MODEL_NAMES } from '../shared/modelNames.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { slotCaption, slotTitle } from '../shoot/stageWords.ts'
import { type EditedOrder, editTo } from './editedOrder.ts'
import { OrderInputs } from './OrderInputs.tsx'
import { ParameterSelect } from './ParameterSelect.tsx'

type OrderCardProps = {
  view: Pick<BoardView, 'assets'>
  order: PlannedOrder
  edited: EditedOrder
  isEdited: boolean
  onEdit(edit: PlanEdit | undefined): void
}

/** One thing that would be ordered: from which pictures, in which words, as what, and for how much. */
export function OrderCard({ view, order, edited, isEdited, onEdit }: OrderCardProps) {
  const { request, variants } = order
  const title = slotTitle(request.slot)
  const edit = (change: Partial<EditedOrder>) => onEdit(editTo(order, edited, change))
  const about = [slotCaption(request.slot)?.words, modelName(order.model)].filter(Boolean).join(' · ')
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] content-start gap-2.5 rounded-card border border-line p-3">
      <div className="flex items-baseline gap-2.5">
        <h3 className="font-medium">{title}</h3>
        <p className="min-w-0 truncate text-soft">{about}</p>
        <p className="ml-auto shrink-0 font-medium tabular-nums">{usd(edited.priceUsd)}</p>
      </div>
      <OrderInputs view={view} request={request} />
      {edited.prompt !== null && (
        <textarea
          aria-label={`Prompt: ${title}`}
          value={edited.prompt}
          maxLength={PROMPT_CHARACTERS[request.kind === 'clip' ? 'clip' : 'image']}
          onChange={(event) => edit({ prompt: event.target.value })}
          className="field-sizing-content block min-h-24 wide:max-h-72 w-full resize-none rounded-inner border border-line bg-well px-3 py-2 transition focus:border-ink"
        />
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <ParameterSelect
          label={`Aspect ratio: ${title}`}
          values={variants.map(({ aspectRatio }) => aspectRatio)}
          value={edited.aspectRatio}
          onChange={(aspectRatio) => edit({ aspectRatio })}
        />
        <ParameterSelect
          label={`Resolution: ${title}`}
          values={variants.map(({ resolution }) => resolution)}
          value={edited.resolution}
          onChange={(resolution) => edit({ resolution })}
        />
        <ParameterSelect
          label={`Length: ${title}`}
          unit=" s"
          values={variants.map(({ durationSeconds }) => durationSeconds)}
          value={edited.durationSeconds}
          onChange={(durationSeconds) => edit({ durationSeconds })}
        />
        {isEdited && (
          <button
            type="button"
            onClick={() => onEdit(undefined)}
            className="ml-auto min-h-8 text-small text-soft underline-offset-4 hover:text-ink hover:underline"
          >
            As the director planned it
          </button>
        )}
      </div>
    </li>
  )
}

function modelName(model: PlannedOrder['model']): string {
  return model === 'fashn-tryon' ? 'FASHN Try-on' : MODEL_NAMES[model]
}
