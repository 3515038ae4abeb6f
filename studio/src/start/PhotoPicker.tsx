import { IMAGE_TYPES } from '@fashion-shoot/protocol'
import { PhotoCard } from './PhotoCard.tsx'
import type { Photos } from './usePhotos.ts'

/** Where photos are dropped or picked, and the ones that were. */
export function PhotoPicker({ photos, dragging, disabled }: { photos: Photos; dragging: boolean; disabled: boolean }) {
  const empty = photos.photos.length === 0
  return (
    <ul className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      {photos.photos.map((photo) => (
        <PhotoCard
          key={photo.key}
          photo={photo}
          disabled={disabled}
          onRole={(role) => photos.change({ type: 'role', key: photo.key, role })}
          onRemove={() => photos.remove(photo)}
        />
      ))}
      <li className={empty ? 'col-span-full' : ''}>
        <label
          className={`grid place-items-center rounded-card border border-dashed text-center transition focus-within:outline-2 focus-within:outline-ink focus-within:outline-offset-2 ${
            empty ? 'min-h-56 p-6' : 'aspect-square p-3'
          } ${disabled ? 'opacity-40' : 'cursor-pointer hover:border-soft'} ${dragging ? 'border-accent bg-sheet' : 'border-outline'}`}
        >
          <input
            type="file"
            multiple
            accept={IMAGE_TYPES.join(',')}
            disabled={disabled}
            aria-label="Add photos"
            className="sr-only"
            onChange={(event) => {
              photos.add(event.target.files ?? [])
              event.target.value = ''
            }}
          />
          {empty ? (
            <span>
              <span className="block text-body">Drop photos here, or choose them</span>
              <span className="mt-1 block text-soft">
                The model first, then what she or he wears. PNG, JPEG or WebP.
              </span>
            </span>
          ) : (
            <span className="text-soft">Add photos</span>
          )}
        </label>
      </li>
    </ul>
  )
}
