import { expect, test, vi } from 'vitest'
import { currentToasts, dismissToast, onToastsChange, showToast } from './toasts.ts'

test('toasts stand in the order in which they came, until each is dismissed', () => {
  const changed = vi.fn()
  const stop = onToastsChange(changed)
  const undo = () => {}
  showToast('The shoot is archived.', undo)
  showToast('The shoot is deleted.')
  const [first, second] = currentToasts()
  expect(first).toMatchObject({ words: 'The shoot is archived.', undo })
  expect(second).toMatchObject({ words: 'The shoot is deleted.', undo: undefined })
  dismissToast(first?.id ?? 0)
  expect(currentToasts()).toEqual([second])
  expect(changed).toHaveBeenCalledTimes(3)
  stop()
  dismissToast(second?.id ?? 0)
  expect(changed).toHaveBeenCalledTimes(3)
})

test('who wants to know is told once when a toast is gone', () => {
  const gone = vi.fn()
  showToast('The shoot is deleted.', () => {}, gone)
  const id = currentToasts().at(-1)?.id ?? 0
  expect(gone).not.toHaveBeenCalled()
  dismissToast(id)
  dismissToast(id)
  expect(gone).toHaveBeenCalledOnce()
})
