import { ROLES, type Role } from '@fashion-shoot/protocol'
import { useState } from 'react'
import type { Photo } from './photos.ts'

const PROGRESS_WORDS: Partial<Record<Photo['state'], string>> = { checking: 'Looking…', uploading: 'Storing…' }

type PhotoCardProps = { photo: Photo; disabled: boolean; onRole(role: Role): void; onRemove(): void }

/** One photo of the coming shoot: what it shows, and why it will not serve if it won't. */
export function PhotoCard({ photo, disabled, onRole, onRemove }: PhotoCardProps) {
  const [unreadable, setUnreadable] = useState(false)
  const { name } = photo.file
  const bad = photo.state === 'bad'
  return (
    <li className="min-w-0">
      <div className="relative aspect-square overflow-hidden rounded-card bg-well">
        {!unreadable && (
          <img
            src={photo.preview}
            alt={name}
            onError={() => setUnreadable(true)}
            className={`size-full animate-develop object-cover object-top ${bad ? 'opacity-40' : ''}`}
          />
        )}
        {unreadable && <p className="wrap-anywhere p-3 text-small text-soft">{name}</p>}
        <button
          type="button"
          aria-label={`Remove ${name}`}
          disabled={disabled}
          onClick={onRemove}
          className="on-picture absolute top-1 right-1 grid size-8 place-items-center rounded-full disabled:hidden"
        >
          <svg viewBox="0 0 12 12" className="size-5 rounded-full bg-shade/70 p-1" aria-hidden="true">
            <path d="m3 3 6 6m0-6-6 6" className="stroke-white" strokeWidth="1.4" strokeLinecap="round" />
          </svg>
        </button>
        {PROGRESS_WORDS[photo.state] && (
          <p className="on-picture absolute bottom-2 left-2 text-small">{PROGRESS_WORDS[photo.state]}</p>
        )}
      </div>
      {!bad && (
        <select
          aria-label={`What ${name} shows`}
          value={photo.role}
          disabled={disabled}
          onChange={(event) => onRole(event.target.value as Role)}
          className="mt-1 -ml-1 h-8 w-full cursor-pointer rounded-inner bg-transparent text-soft capitalize hover:text-ink disabled:cursor-default"
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </select>
      )}
      {bad && (
        <p role="alert" className="mt-1 text-accent text-small">
          {photo.trouble}
        </p>
      )}
    </li>
  )
}
