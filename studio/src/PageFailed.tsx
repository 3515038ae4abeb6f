import { Button } from './shared/Button.tsx'
import { Nothing } from './shared/Nothing.tsx'

/** A page that broke: a fault of ours, or a part of the page that could not be loaded. */
export function PageFailed() {
  return (
    <Nothing
      title="This page has failed"
      words="A part of it broke or could not be loaded. The shoot itself goes on, and nothing of it is lost."
    >
      <Button onClick={() => location.reload()}>Load it anew</Button>
    </Nothing>
  )
}
