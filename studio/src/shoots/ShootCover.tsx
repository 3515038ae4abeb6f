import type { SessionSummary } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { moment, usd } from '../shared/format.ts'
import { pictureUrl } from '../shared/pictureUrl.ts'
import { titleOf } from '../shared/titleOf.ts'
import { howFarWords } from './shootWords.ts'

/** One shoot as a picture: its cover, how far it is, when something last happened, and what it has cost. `title` stands in for the link. */
export function ShootCover({ shoot, title }: { shoot: SessionSummary; title?: ReactNode }) {
  const { running, coverAssetId, coverHasPreview } = shoot
  return (
    // The link's own box covers all of it.
    <div className="group relative min-w-0">
      <div className="aspect-3/2 overflow-hidden rounded-card bg-well">
        {coverAssetId !== null && (
          <img
            key={coverAssetId}
            src={pictureUrl({ id: coverAssetId, hasPreview: coverHasPreview }, 'preview')}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
            className="size-full animate-develop object-[50%_25%] object-cover"
          />
        )}
      </div>
      <div className="mt-2 flex items-center gap-1.5">
        {running && <span className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent" />}
        {title ?? (
          <Link
            to="/shoots/$sessionId"
            params={{ sessionId: shoot.id }}
            title={titleOf(shoot)}
            className="min-w-0 truncate after:absolute after:inset-0 after:rounded-card group-hover:underline group-hover:underline-offset-4"
          >
            {titleOf(shoot)}
          </Link>
        )}
      </div>
      <p className="flex justify-between gap-2 text-small text-soft tabular-nums">
        <span className="truncate">
          {howFarWords(shoot)} · {moment(shoot.updatedAt)}
        </span>
        <span className="shrink-0">{usd(shoot.spentUsd)}</span>
      </p>
    </div>
  )
}
