import type { LoggedEvent, SessionView } from '@fashion-shoot/protocol'

/** Where the shoot is shown as it goes. */
export type Screen = {
  /** Shows one more event; `view` has it taken in already. */
  show: (logged: LoggedEvent, view: SessionView) => void
  /** A line of the program's own words. */
  note: (text: string) => void
  /** Leaves the terminal clean for a prompt, or at the end. The next event brings everything back. */
  rest: () => void
}
