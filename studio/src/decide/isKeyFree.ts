/** Where keys are words, or belong to what has the focus. */
const FIELDS =
  'input, textarea, select, [contenteditable], [role=slider], [role=menu], [role=dialog], [role=alertdialog]'
/** What a press on Enter or the space bar does something with. */
const PRESSABLE = 'a, button, summary, label, video, audio, [role=button], [role=tab], [role=radio]'
/** What is asked before anything else. */
const IN_FRONT = '[role=dialog], [role=alertdialog], [role=menu]'

/** True when a key that was pressed means nothing to what has the focus, so that it can be a shortcut of the page. */
export function isKeyFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest(FIELDS) !== null) return false
  if ((event.key === 'Enter' || event.key === ' ') && target.closest(PRESSABLE) !== null) return false
  return document.querySelector(IN_FRONT) === null
}
