import { Nothing } from './shared/Nothing.tsx'

/** An address that leads nowhere. */
export function NotHere() {
  return <Nothing title="There is nothing here" words="The address leads to no shoot." />
}
