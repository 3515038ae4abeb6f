import { inputsOf, type JobRequest, slotName } from '@fashion-shoot/protocol'
import { Picture } from '../shared/Picture.tsx'
import type { BoardView } from '../shoot/boardPlan.ts'

/** The pictures that an order is made from, small, in the order in which its words count them. */
export function OrderInputs({ view, request }: { view: Pick<BoardView, 'assets'>; request: JobRequest }) {
  const pictures = inputsOf(request).flatMap((id) => view.assets[id] ?? [])
  if (pictures.length === 0) return null
  return (
    <ul aria-label="Made from" className="flex flex-wrap gap-1.5">
      {pictures.map((asset) => (
        <li key={asset.id} className="size-10 overflow-hidden rounded-inner bg-well">
          <Picture
            asset={asset}
            alt={asset.slot === null ? (asset.role ?? 'reference') : slotName(asset.slot)}
            sizes="2.5rem"
          />
        </li>
      ))}
    </ul>
  )
}
