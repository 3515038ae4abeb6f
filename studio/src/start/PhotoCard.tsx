import { ROLES, type Role } from '@fashion-shoot/protocol'
import { type ComponentProps, type KeyboardEvent, useState } from 'react'
import type { Photo } from './photos.ts'
import { placeAfterKey } from './placeAfterKey.ts'

const PROGRESS_WORDS: Partial<Record<Photo['state'], string>> = { checking: 'Looking…', uploading: 'Storing…' }

type PhotoCardProps = {
  photo: Photo
  /** What to know of it, though it serves. */
  warnings: string[]
  /** Its place among the photos, from 0, and how many there are. */
  place: number
  count: number
  disabled: boolean
  dragged: boolean
  /** What makes it draggable. */
  handlers: ComponentProps<'li'>
  onRole(role: Role): void
  onMove(to: number): void
  onRemove(): void
}

/** One photo of the coming shoot: what it shows, and why it will not serve if it won't. */
export function PhotoCard({ photo, warnings, dragged, disabled, handlers, onRole, ...rest }: PhotoCardProps) {
  const [unreadable, setUnreadable] = useState(false)
  const { name } = photo.file
  const bad = photo.state === 'bad'
  return (
    <li className={`min-w-0 transition-opacity ${dragged ? 'opacity-50' : ''}`} {...(!disabled && handlers)}>
      <div className="group relative aspect-square overflow-hidden rounded-card bg-well">
        {!unreadable && (
          <img
            src={photo.preview}
            alt={name}
            draggable={false}
            onError={() => setUnreadable(true)}
            className={`size-full animate-develop object-cover object-top ${bad ? 'opacity-40' : ''}`}
          />
        )}
        {unreadable && <p className="wrap-anywhere p-3 text-small text-soft">{name}</p>}
        {!disabled && <CardButtons name={name} {...rest} />}
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
      {warnings.map((warning) => (
        <p key={warning} role="status" className="mt-0.5 text-small text-soft">
          {warning}
        </p>
      ))}
    </li>
  )
}

type CardButtonsProps = Pick<PhotoCardProps, 'place' | 'count' | 'onMove' | 'onRemove'> & { name: string }

function CardButtons({ name, place, count, onMove, onRemove }: CardButtonsProps) {
  function onKeyDown(event: KeyboardEvent) {
    const to = placeAfterKey(event.key, place, count)
    if (to === null) return
    event.preventDefault()
    onMove(to)
  }

  return (
    <>
      {count > 1 && (
        <button
          type="button"
          data-grip
          aria-label={`Move ${name}, ${place + 1} of ${count}`}
          title="Drag, or use the arrow keys"
          onKeyDown={onKeyDown}
          className="absolute top-0 left-0 grid size-10 cursor-grab touch-none place-items-center opacity-0 transition focus-visible:opacity-100 focus-visible:-outline-offset-4 group-hover:opacity-100 pointer-coarse:opacity-100"
        >
          <svg viewBox="0 0 12 12" className="size-6 rounded-full bg-shade/70 p-1.5 fill-white" aria-hidden="true">
            {[3.5, 8.5].flatMap((x) => [2, 6, 10].map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.2" />))}
          </svg>
        </button>
      )}
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="absolute top-0 right-0 grid size-10 place-items-center focus-visible:-outline-offset-4"
      >
        <svg viewBox="0 0 12 12" className="size-6 rounded-full bg-shade/70 p-1.5" aria-hidden="true">
          <path d="m2 2 8 8m0-8-8 8" className="stroke-white" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </button>
    </>
  )
}
