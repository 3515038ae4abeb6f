import type { Asset, Problem } from '@fashion-shoot/protocol'
import type { ReactNode } from 'react'
import { usd } from '../shared/format.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { staleWords } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import type { Look } from './LookContext.ts'
import { versionsOf } from './lookables.ts'
import { MadeFrom } from './MadeFrom.tsx'
import { VersionStrip } from './VersionStrip.tsx'

type DetailsProps = {
  view: BoardView
  asset: Asset
  /** What it has cost, USD; undefined where that is not known. */
  priceUsd: number | undefined
  /** Why a version could not be made active. */
  problem: Problem | undefined
  onLook(look: Look): void
  onActivate(asset: Asset): void
}

/** What is to know about what is looked at: its size, what it was made from, its versions. */
export function Details({ view, asset, priceUsd, problem, onLook, onActivate }: DetailsProps) {
  const several = versionsOf(view, asset).length > 1
  // Of several, each says it for itself.
  const stale = several ? null : staleWords(view, asset)
  const facts = [
    `${asset.width} × ${asset.height} px`,
    asset.durationSeconds !== null && `${Number(asset.durationSeconds.toFixed(2))} s`,
    priceUsd !== undefined && usd(priceUsd),
  ].filter((fact) => fact !== false)
  return (
    <aside aria-label="Details" className="flex flex-col gap-5 text-base">
      {problem && <ProblemNote problem={problem} />}
      <div>
        <p className="tabular-nums">{facts.join(' · ')}</p>
        {stale !== null && (
          <p className="mt-1 text-soft">Stale: {stale}. Ask the director to make it again, if that matters.</p>
        )}
      </div>
      {several && (
        <Part title="Versions">
          <VersionStrip view={view} current={asset} onLook={onLook} onActivate={onActivate} />
        </Part>
      )}
      {asset.madeFrom.length > 0 && (
        <Part title="Made from">
          <MadeFrom view={view} asset={asset} onLook={onLook} />
        </Part>
      )}
    </aside>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-small text-soft">{title}</h3>
      {children}
    </section>
  )
}
