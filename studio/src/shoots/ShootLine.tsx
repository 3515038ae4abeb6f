import { type SessionSummary, STAGE_NAMES } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import { mediaUrl } from '../api/studioApi.ts'
import { moment, usd } from '../shared/format.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'

/** One shoot in a list: its cover, how far it is, and what it has cost. */
export function ShootLine({ shoot, free }: { shoot: SessionSummary; free: boolean }) {
  return (
    <Link
      to="/shoots/$sessionId"
      params={{ sessionId: shoot.id }}
      className="group flex min-w-0 grow items-center gap-4 py-3"
    >
      <span className="block h-12 w-18 shrink-0 overflow-hidden rounded-inner bg-well">
        {shoot.coverAssetId !== null && (
          <img src={mediaUrl(shoot.coverAssetId)} alt="" loading="lazy" className="size-full object-cover" />
        )}
      </span>
      <span className="min-w-0 grow">
        <span className="block truncate group-hover:underline group-hover:underline-offset-4">{shoot.title}</span>
        <span className="block text-small text-soft">
          {shoot.running ? 'Working now' : stageWords(shoot)} · {moment(shoot.updatedAt)}
        </span>
      </span>
      <span className="shrink-0 text-right text-soft tabular-nums" title={free ? LIST_PRICE_WORDS : undefined}>
        {usd(shoot.spentUsd)} {free && <span className="block text-small">at list price</span>}
      </span>
    </Link>
  )
}

function stageWords({ stage }: SessionSummary): string {
  if (stage === null) return 'Nothing made yet'
  return stage === 'film' ? 'Film made' : `Up to the ${STAGE_NAMES[stage]}`
}
