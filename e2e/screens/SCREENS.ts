import { lookingScreens } from './lists/lookingScreens.ts'
import { shootScreens } from './lists/shootScreens.ts'
import { shootsScreens } from './lists/shootsScreens.ts'
import { startScreens } from './lists/startScreens.ts'
import { troubleScreens } from './lists/troubleScreens.ts'
import type { ScreenGroup } from './Screen.ts'

/** All screens, in the order in which somebody meets them. */
export const SCREENS: ScreenGroup[] = [
  { title: 'A new shoot', screens: startScreens },
  { title: 'A shoot, from its first word to its film', screens: shootScreens },
  { title: 'Looking closely', screens: lookingScreens },
  { title: 'All shoots', screens: shootsScreens },
  { title: 'Trouble', screens: troubleScreens },
]
