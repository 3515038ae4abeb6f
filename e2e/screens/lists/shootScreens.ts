import { STAGES, type Stage } from '@fashion-shoot/protocol'
import type { Page } from 'playwright-core'
import { fixtureSession } from '../../../studio/dev/fixtureShoot.ts'
import { recordedSession } from '../../../studio/dev/recordedShoot.ts'
import { bring, press, type Screen } from '../Screen.ts'

/** A shoot of the fixtures. */
const shoot = (name: string, fixture: string, shows: string, change: Partial<Screen> = {}): Screen => ({
  name: `shoot-${name}`,
  shows,
  source: 'fixtures',
  path: `/shoots/${fixtureSession(fixture)}`,
  ...change,
  reach: async (page) => {
    await page.getByRole('log', { name: 'Conversation' }).waitFor()
    await change.reach?.(page)
  },
})

const CHECKPOINTS: Record<Stage, string> = {
  hero: 'The hero waits for a decision, after a change.',
  contact_sheet: 'The contact sheet waits.',
  frames: 'Six frames wait, one of them made anew.',
  clips: 'Five clips wait; they play in step where one is pointed at.',
  film: 'The film waits, with its chapters.',
}

/** The sample shoot itself, at a decision. */
const checkpoint = (stage: Stage): Screen => ({
  ...shoot(`${stage.replace('_', '-')}-waits`, '', CHECKPOINTS[stage], {
    main: stage !== 'hero' && stage !== 'contact_sheet',
  }),
  path: `/shoots/${recordedSession(stage)}`,
})

async function changeForm(page: Page): Promise<void> {
  await page.getByLabel('What to change').waitFor()
  await page.getByLabel('Suggestions').waitFor()
}

async function pickFrames(page: Page): Promise<void> {
  await press(page, 'Change frame 2')
  await press(page, 'Change frame 5')
}

export const shootScreens: Screen[] = [
  shoot('getting-ready', 'setup', 'The first seconds: photos and line are in, the studio gets ready.'),
  shoot('words', 'streaming', 'The director speaks, word by word.', {
    answers: { '/events': [null] },
    reach: (page) => bring(page.getByTestId('director-words').last(), 'center'),
  }),
  shoot('hero-working', 'hero-working', 'The hero is being made.'),
  ...STAGES.map(checkpoint),
  shoot('hero-change', 'hero', 'A change is asked for, with quick words that fit the stage.', {
    reach: async (page) => {
      await press(page, 'Change…')
      await changeForm(page)
    },
  }),
  shoot('frames-picked', 'frames', 'Two frames are picked to be changed.', { reach: pickFrames }),
  shoot('frames-change', 'frames', 'What shall change in the two.', {
    reach: async (page) => {
      await pickFrames(page)
      await press(page, 'Change 2 frames…')
      await changeForm(page)
    },
  }),
  shoot('clips-working', 'clips', 'Clips: one made, two filmed, one waits for a place, one failed.', { main: true }),
  shoot('film-working', 'film-again', 'The film is stitched anew.'),
  shoot('done', 'done', 'A finished shoot.'),
  shoot('downloads', 'done', 'What can be taken along.', {
    reach: async (page) => {
      await press(page, 'Download')
      await page.getByRole('menu').waitFor()
    },
  }),
  shoot('stale', 'stale', 'A frame was made anew: what rests on the old one is stale.'),
  shoot('bill', 'film', 'Where the money went, and the budget.', {
    reach: async (page) => {
      await press(page, /of \$/)
      await page.getByRole('dialog').waitFor()
    },
  }),
  {
    name: 'sample',
    shows: 'The sample shoot that comes with the page, as a recording.',
    source: 'product',
    path: '/sample',
    reach: (page) => page.getByRole('log', { name: 'Conversation' }).waitFor(),
  },
]
