import { useAddress } from './address.ts'
import { ShootPage } from './ShootPage.tsx'
import { Nothing } from './shared/Nothing.tsx'
import { StartPage } from './start/StartPage.tsx'

/** The studio: one page per address. */
export function App() {
  const address = useAddress()
  switch (address.page) {
    case 'start':
      return <StartPage />
    case 'shoot':
      return <ShootPage key={address.sessionId} sessionId={address.sessionId} />
    case 'unknown':
      return <Nothing title="There is nothing here" words="The address leads to no shoot." />
  }
}
