/** @module What somebody does who has no mouse, and what that asks of the page. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Presses of Tab that lead to anything on a page of this kind, and a few more. */
const MOST_TABS = 80
/** ms that something may take on a busy machine */
const SOON = { timeout: 10_000 }

/** Goes to an element as the Tab key does, from where the focus is. Fails where a step on the way is not to be seen, or it is never reached. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor()
  const passed: string[] = []
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press(key)
    const { element } = await focusOf(page)
    if (element !== 'body') await expectSeen(page)
    if (await isFocused(target)) return
    passed.push(element)
  }
  throw new Error(`The Tab key does not lead to ${target}. It leads to:\n${passed.join('\n')}`)
}

/** Fails unless the focus comes to an element, and is to be seen there. */
export async function expectFocused(page: Page, target: Locator): Promise<void> {
  await expect.poll(async () => (await isFocused(target)) || (await focusOf(page)).element, SOON).toBe(true)
  await expectSeen(page)
}

/** Fails when nothing has the focus: then a person without a mouse does not know where they are. */
export async function expectSomeFocus(page: Page): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).element, SOON).not.toBe('body')
}

/** What a movement of the page uncovers may be seen a moment later. */
function expectSeen(page: Page): Promise<void> {
  return expect
    .poll(async () => {
      const { element, seen } = await focusOf(page)
      return seen || element
    }, SOON)
    .toBe(true)
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}

/**
 * What has the focus, in short, and whether one sees that: by an outline of it, of what it lies in or of a part of it; by the caret of a
 * field; or because it is a heading or a dialog that has just come to the front.
 */
function focusOf(page: Page): Promise<{ element: string; seen: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body
    if (focused === document.body) return { element: 'body', seen: false }
    const outlined = (element: Element | null) => {
      if (element === null) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    }
    const shown = focused.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    const near = [focused, focused.closest('label'), ...focused.children]
    const name = focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 60) ?? ''
    return {
      element: `${focused.localName}${name && ` “${name}”`}`,
      seen: shown && (near.some(outlined) || focused.matches('textarea, h1, h2, [role=dialog]')),
    }
  })
}
