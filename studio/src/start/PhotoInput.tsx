import { IMAGE_TYPES } from '@fashion-shoot/protocol'

type PhotoInputProps = {
  /** True while there are no photos yet. */
  large: boolean
  disabled: boolean
  onFiles(files: File[]): void
}

/** Where photos are picked; the whole page takes those that are dropped or pasted. */
export function PhotoInput({ large, disabled, onFiles }: PhotoInputProps) {
  return (
    <label
      className={`relative grid place-items-center rounded-card border border-outline border-dashed text-center transition focus-within:outline-2 focus-within:outline-ink focus-within:outline-offset-2 ${
        large ? 'min-h-48 p-6' : 'aspect-square p-3'
      } ${disabled ? 'opacity-40' : 'cursor-pointer hover:border-soft hover:bg-sheet'}`}
    >
      <input
        type="file"
        multiple
        accept={IMAGE_TYPES.join(',')}
        disabled={disabled}
        aria-label="Add photos"
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {large ? (
        <span>
          <span className="block text-body">Drop photos here, paste them, or choose them</span>
          <span className="mt-1 block text-soft">The model first, then what she or he wears. PNG, JPEG or WebP.</span>
        </span>
      ) : (
        <span className="text-soft">Add photos</span>
      )}
    </label>
  )
}
