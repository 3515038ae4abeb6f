import { LIMITS, type SessionSummary } from '@fashion-shoot/protocol'
import { type FormEvent, type RefObject, useState } from 'react'
import { useRename } from '../api/mutations.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Dialog } from '../shared/ui/Dialog.tsx'

type RenameDialogProps = { shoot: SessionSummary; returnTo: RefObject<HTMLElement | null>; onClose(): void }

/** Another title for a shoot. */
export function RenameDialog({ shoot, returnTo, onClose }: RenameDialogProps) {
  const [text, setText] = useState(shoot.title)
  const rename = useRename(shoot.id)
  const title = text.trim()

  function save(event: FormEvent) {
    event.preventDefault()
    if (title !== '' && !rename.isPending) rename.mutate(title, { onSuccess: onClose })
  }

  return (
    <Dialog title="Rename the shoot" open onOpenChange={onClose} returnTo={returnTo}>
      <form onSubmit={save}>
        <input
          aria-label="Title"
          value={text}
          maxLength={LIMITS.titleCharacters}
          onChange={(event) => setText(event.target.value)}
          className="min-h-10 w-full rounded-card border border-outline bg-sheet px-3"
        />
        {rename.error && <ProblemNote problem={rename.error.problem} className="mt-3" />}
        <div className="mt-4 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={title === '' || rename.isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
