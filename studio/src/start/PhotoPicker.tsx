import { PhotoCard } from './PhotoCard.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { photoWarnings } from './photoWarnings.ts'
import type { Photos } from './usePhotos.ts'
import { useReorder } from './useReorder.ts'

/** Where photos are dropped or picked, and the ones that were, in the order in which the director gets them. */
export function PhotoPicker({ photos, disabled }: { photos: Photos; disabled: boolean }) {
  const all = photos.photos
  const move = (key: string, to: number) => photos.change({ type: 'move', key, to })
  const { draggedKey, handlers } = useReorder(
    all.map(({ key }) => key),
    move,
  )
  return (
    <ul className={`grid gap-4 ${all.length === 0 ? '' : 'grid-cols-2 sm:grid-cols-4'}`}>
      {all.map((photo, place) => (
        <PhotoCard
          key={photo.key}
          photo={photo}
          warnings={photoWarnings(photo, all)}
          place={place}
          count={all.length}
          disabled={disabled}
          dragged={photo.key === draggedKey}
          handlers={handlers(photo.key)}
          onRole={(role) => photos.change({ type: 'role', key: photo.key, role })}
          onMove={(to) => move(photo.key, to)}
          onRemove={() => photos.remove(photo)}
        />
      ))}
      <li>
        <PhotoInput large={all.length === 0} disabled={disabled} onFiles={photos.add} />
      </li>
    </ul>
  )
}
