import { expect, it } from 'vitest'
import type { Asset } from '../support/client.ts'
import { staleSlots } from '../support/staleSlots.ts'
import type { FinishedShoot } from './FinishedShoot.ts'

/** Going back to an earlier version, and forth: what rests on the other is marked, as the view has it. */
export function versions(the: () => FinishedShoot): void {
  /** The slots that the board marks. */
  const marked = () =>
    the()
      .page.locator('[data-testid^="slot-"]')
      .filter({ has: the().page.getByText('Stale', { exact: true }) })
      .evaluateAll((slots) => slots.map((slot) => slot.getAttribute('data-testid')?.slice('slot-'.length)))
  const strip = () => the().page.getByRole('region', { name: 'Versions' }).getByRole('listitem')

  async function makeActive(slot: string, { id, version }: Asset): Promise<void> {
    const { page, shoot } = the()
    await page.goto(`/shoots/${the().id}?look=${id}`)
    const row = strip().filter({ hasText: `Version ${version}` })
    await row.getByRole('button', { name: 'Make active' }).click()
    await row.getByText('· active').waitFor()
    await shoot(`${slot}-${version}-active`)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await the().view()).slots[slot]?.activeId).toBe(id)
  }

  it.each([
    ['frame_2', ['clip_1', 'clip_2', 'film']],
    ['hero', ['clip_1', 'clip_2', 'clip_3', 'clip_4', 'clip_5', 'contact_sheet', 'film', ...frames()]],
  ])('of %s: the first made active marks what was made from the last; the last again, nothing', async (slot, stale) => {
    const { view, versions, troubles, shoot } = the()
    const all = await versions(slot)
    const [first, last] = [all[0], all.at(-1)]
    if (first === undefined || last === undefined) throw new Error(`${slot} has no versions.`)
    await makeActive(slot, first)
    expect(staleSlots(await view()).toSorted()).toEqual(stale)
    await expect.poll(async () => (await marked()).toSorted()).toEqual(stale)
    await shoot(`${slot}-stale`)
    await makeActive(slot, last)
    expect(staleSlots(await view())).toEqual([])
    await expect.poll(marked).toEqual([])
    expect(troubles).toEqual([])
  })
}

function frames(): string[] {
  return [1, 2, 3, 4, 5, 6].map((n) => `frame_${n}`)
}
