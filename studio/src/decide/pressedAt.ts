import type { PressedAt } from './shortcutOf.ts'

/** Where keys are words, or belong to what has the focus. */
const FIELDS =
  'input, textarea, select, [contenteditable], [role=slider], [role=menu], [role=dialog], [role=alertdialog]'
/** What a press on Enter or the space bar does something with. */
const PRESSABLE = 'a, button, summary, label, video, audio, [role=button], [role=tab], [role=radio]'
/** What is asked before anything else. */
const IN_FRONT = '[role=dialog], [role=alertdialog], [role=menu]'

/** Where on the page a key was pressed. */
export function pressedAt({ target }: KeyboardEvent): PressedAt {
  const element = target instanceof Element ? target : document.body
  return {
    inField: element.closest(FIELDS) !== null,
    onPressable: element.closest(PRESSABLE) !== null,
    behindDialog: document.querySelector(IN_FRONT) !== null,
  }
}
