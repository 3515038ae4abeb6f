import type { SessionSummary } from '@fashion-shoot/protocol'
import type { RefObject } from 'react'
import { useDelete } from '../api/mutations.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Dialog } from '../shared/ui/Dialog.tsx'

type DeleteDialogProps = { shoot: SessionSummary; returnTo: RefObject<HTMLElement | null>; onClose(): void }

/** Asks before a shoot is deleted. */
export function DeleteDialog({ shoot, returnTo, onClose }: DeleteDialogProps) {
  const deletion = useDelete(shoot.id)
  return (
    <Dialog
      title={`Delete “${shoot.title}”?`}
      words="All its pictures, clips and words go with it, for good. To only put it out of sight, archive it."
      open
      onOpenChange={onClose}
      returnTo={returnTo}
    >
      {deletion.error && <ProblemNote problem={deletion.error.problem} className="mb-4" />}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button
          look="primary"
          disabled={deletion.isPending}
          onClick={() => deletion.mutate(undefined, { onSuccess: onClose })}
        >
          Delete the shoot
        </Button>
      </div>
    </Dialog>
  )
}
