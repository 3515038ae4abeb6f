import { asProblem } from '../api/problems.ts'
import { lookAt } from '../api/studioApi.ts'
import { showToast } from '../shared/ui/toasts.ts'

/** Saves what an address of the API answers with, under the name that it gives; says so where it answers with none. */
export async function save(url: string): Promise<void> {
  try {
    // The browser itself would say that it failed at most, not why.
    await lookAt(url)
    saveAs(url)
  } catch (error) {
    const { detail, hint } = asProblem(error)
    showToast(`It was not saved. ${detail} ${hint}`)
  }
}

/** Saves what is there; `name` is for a file that has none of its own. */
export function saveAs(url: string, name = ''): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
