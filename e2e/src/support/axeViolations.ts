import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** Widths and heights of the window, px: at a desk and on a phone. */
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** WCAG 2.2 A and AA, and what the makers of axe hold for good. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** Those of the rules that ask for colours: all that a theme changes. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

/**
 * What is asked of a page as a whole: where parts and whole pages are shown beside each other, as in the gallery, none of them can answer.
 */
export const RULES_OF_PAGES = [
  'landmark-unique',
  'landmark-no-duplicate-main',
  'landmark-main-is-top-level',
  'landmark-complementary-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'heading-order',
  'page-has-heading-one',
  'region',
]

/**
 * What axe finds wrong with what the page shows, in both themes, in a window and on a phone.
 *
 * @param without rules that are not asked, and the part of the page that is looked at
 */
export async function axeViolations(page: Page, without: { rules: string[]; inside?: string } = { rules: [] }) {
  const rules = Object.fromEntries(without.rules.map((rule) => [rule, { enabled: false }]))
  const found = new Set<string>()
  for (const size of WINDOWS) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const runOnly: RunOptions['runOnly'] =
        colorScheme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: RULES_OF_COLOUR }
      const where = `${size.width} px, ${colorScheme}`
      for (const one of await run(page, without.inside, colorScheme === 'light' ? { runOnly, rules } : { runOnly })) {
        found.add(`${where}: ${one}`)
      }
    }
  }
  return [...found]
}

async function run(page: Page, inside: string | undefined, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(
    async ({ inside, options }) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(inside ?? document, {
        ...options,
        resultTypes: ['violations'],
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
          const [check] = [...any, ...all, ...none]
          return `${id}: ${target.join(' ')}: ${check?.message ?? ''}`
        }),
      )
    },
    { inside, options },
  )
}
