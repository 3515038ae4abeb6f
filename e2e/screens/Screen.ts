import type { Locator, Page } from 'playwright-core'

/** What is behind a screen: the studio's fixtures, the whole product on this machine, or a deployment, to which somebody has a token or nobody yet. */
export type Source = 'fixtures' | 'product' | 'deployment' | 'closed'

/** A body, or a status alone; `lost` never arrives, and with `null` one waits for ever. */
export type Answer = object | number | 'lost' | null

/** One state of one screen, of which there are pictures. */
export type Screen = {
  /** Begins the names of its pictures. */
  name: string
  /** What is seen, as a line of the index. */
  shows: string
  source: Source
  path: string
  /** It looks different enough to be shown in both widths by day and by night; others are in a window by day and on a phone by night. */
  main?: boolean
  /** What the API answers instead, by the end of its path: the last of them for ever, those before it once. */
  answers?: Record<string, Answer[]>
  /** Brings the state about, and returns once it is there. */
  reach?: (page: Page) => Promise<unknown>
}

/** Screens that stand together in the index. */
export type ScreenGroup = { title: string; screens: Screen[] }

/** Presses a button by its name, or by how it begins. */
export function press(page: Page, name: string | RegExp): Promise<void> {
  return page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
}

/** Scrolls to something once it is there. */
export function bring(what: Locator, block: ScrollLogicalPosition): Promise<void> {
  return what.evaluate((element, block) => element.scrollIntoView({ block }), block)
}
