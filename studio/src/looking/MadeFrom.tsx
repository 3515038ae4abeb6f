import type { Asset } from '@fashion-shoot/protocol'
import { assetTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { slotTitle } from '../shoot/stageWords.ts'
import type { Look } from './LookContext.ts'
import { Thumb } from './Thumb.tsx'

type MadeFromProps = { view: BoardView; asset: Asset; onLook(look: Look): void }

/** What an asset was made from. A press lays the two side by side. */
export function MadeFrom({ view, asset, onLook }: MadeFromProps) {
  const sources = asset.madeFrom.flatMap((id) => view.assets[id] ?? [])
  return (
    <ul className="flex flex-wrap gap-2">
      {sources.map((source) => {
        const name = source.slot === null ? assetTitle(source) : `${slotTitle(source.slot)} · ${source.version}`
        return (
          <li key={source.id} className="w-19">
            <button
              type="button"
              title={`Lay ${name} beside it`}
              onClick={() => onLook({ look: asset.id, beside: source.id })}
              className="block w-full rounded-inner text-left"
            >
              <span className="relative block h-14 overflow-hidden rounded-inner bg-well">
                <Thumb view={view} asset={source} />
              </span>
              <span className="mt-1 block truncate text-small text-soft">{name}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
