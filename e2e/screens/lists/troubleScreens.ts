import { troubledHealth } from '../../../studio/dev/fixtureHealth.ts'
import { fixtureSession } from '../../../studio/dev/fixtureShoot.ts'
import { press, type Screen } from '../Screen.ts'

const trouble = (name: string, fixture: string, shows: string, change: Partial<Screen> = {}): Screen => ({
  name: `trouble-${name}`,
  shows,
  source: 'fixtures',
  path: `/shoots/${fixtureSession(fixture)}`,
  reach: (page) => page.getByRole('log', { name: 'Conversation' }).waitFor(),
  ...change,
})

const waitFor = (words: string): Pick<Screen, 'reach'> => ({
  reach: (page) => page.getByText(words).filter({ visible: true }).first().waitFor(),
})

const page = (name: string, path: string, shows: string, change: Partial<Screen> = {}): Screen => ({
  name: `trouble-${name}`,
  shows,
  source: 'fixtures',
  path,
  ...change,
})

export const troubleScreens: Screen[] = [
  trouble('failed', 'error', 'A service did not answer: what was kept, and what to do.'),
  trouble('over-budget', 'over-budget', 'The budget is spent in the middle of the clips.'),
  trouble('budget-raised', 'budget-raised', 'It is raised, and the shoot can go on.'),
  trouble('tight', 'tight', 'To approve would pass the budget.'),
  trouble('daily-cap', 'daily-cap', 'The studio has spent what it may spend in a day.'),
  trouble('stopped', 'stopped', 'Stopped by the person.'),
  trouble('interrupted', 'interrupted', 'The director was interrupted, and takes up the work again.'),
  trouble('reconnecting', 'done', 'The connection broke a moment ago.', {
    answers: { '/events': [503, null] },
    ...waitFor('Reconnecting…'),
  }),
  trouble('offline', 'unreachable', 'There is no connection.', waitFor('There is no connection.')),
  trouble('signed-out', 'hero', 'Signed out while a shoot is open.', {
    answers: { '/events': [401] },
    ...waitFor('You are signed out.'),
  }),
  trouble('deleted', 'deleted', 'The shoot was deleted elsewhere.', waitFor('This shoot was deleted')),
  trouble('clips-down', 'frames', 'The clip service is down.', { answers: { '/health': [troubledHealth] } }),
  page('not-here', '/nowhere', 'An address at which there is nothing.'),
  page('no-such-shoot', '/shoots/00000000-0000-4000-8000-000000009999', 'A shoot that is not there.'),
  page('closed', '/', 'A fresh deployment, which lets nobody in yet.', { source: 'closed' }),
  page('sign-in', '/', 'A deployment asks who comes.', { source: 'deployment' }),
  page('sign-in-refused', '/', 'It does not know the token.', {
    source: 'deployment',
    reach: async (page) => {
      await page.getByLabel('Access token').fill('not a token')
      await press(page, 'Sign in')
      await page.getByRole('alert').waitFor()
    },
  }),
]
