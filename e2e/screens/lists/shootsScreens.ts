import { press, type Screen } from '../Screen.ts'
import { shownShoots } from './shownShoots.ts'

const shoots = (name: string, shows: string, change: Partial<Screen> = {}): Screen => ({
  name: `shoots-${name}`,
  shows,
  source: 'fixtures',
  path: '/shoots',
  answers: { '/sessions': [shownShoots] },
  ...change,
})

export const shootsScreens: Screen[] = [
  shoots('all', 'Covers with title, stage, date and spend.', {
    main: true,
    reach: (page) => page.getByRole('list', { name: 'Shoots' }).waitFor(),
  }),
  shoots('menu', 'What can be done with one.', {
    reach: async (page) => {
      await page.getByRole('listitem').first().hover()
      await press(page, /^More for/)
      await page.getByRole('menu').waitFor()
    },
  }),
  shoots('deleted', 'One is deleted, and can be had back.', {
    reach: async (page) => {
      await page.getByRole('listitem').first().hover()
      await press(page, /^More for/)
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      await page.getByRole('menu').waitFor({ state: 'detached' })
    },
  }),
  shoots('none-found', 'Nothing has such a title.', {
    path: '/shoots?q=dawn',
    answers: { '/sessions': [{ sessions: [], nextCursor: null }] },
  }),
  shoots('none', 'No shoots yet.', { answers: { '/sessions': [{ sessions: [], nextCursor: null }] } }),
  shoots('unreachable', 'The list cannot be had.', {
    answers: { '/sessions': ['lost'] },
    reach: (page) => page.getByRole('button', { name: 'Try again' }).waitFor(),
  }),
]
