import { useState } from 'react'
import { Dialog } from '../shared/ui/Dialog.tsx'
import { areCharacterKeysOn, switchCharacterKeys } from './characterKeys.ts'

/** What each key does; where somebody writes, keys are words. */
const SHORTCUTS = [
  ['⏎', 'Approve what waits for you; with picked ones, change these'],
  ['C', 'Change it'],
  ['1 – 6', 'Pick frames or clips to change'],
  ['M', 'Write to the director'],
  ['Esc', 'Leave the message; outside of it: stop the director'],
  ['⇧ ⏎', 'In a message: a new line'],
  ['← →', 'Looking closely: the one before, the next'],
  ['+ − 0 1', 'Closer, further, the whole, 100 %'],
  ['C', 'Looking closely: compare'],
  ['Space , .', 'Film or clip: play or pause, one frame back, one on'],
  ['?', 'This list'],
] as const

/** The keys of the page, and the switch for those that can be pressed by chance. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const [on, setOn] = useState(areCharacterKeysOn)
  return (
    <Dialog title="Keyboard shortcuts" open onOpenChange={(open) => open || onClose()}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2.5">
        {SHORTCUTS.map(([keys, words]) => (
          <div key={words} className="contents">
            <dt>
              <kbd className="inline-block min-w-8 rounded-inner border border-outline px-1.5 py-0.5 text-center font-sans text-small">
                {keys}
              </kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex gap-2.5 border-line border-t pt-4">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => {
            setOn(target.checked)
            switchCharacterKeys(target.checked)
          }}
          className="mt-1 size-4 shrink-0 accent-ink"
        />
        <span>
          Single letters, digits and signs
          <span className="block text-small text-soft">
            Off, only Enter and Esc do something outside of a picture that is looked at. This browser remembers it.
          </span>
        </span>
      </label>
    </Dialog>
  )
}
