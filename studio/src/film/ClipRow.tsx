import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { ClipsInStep } from './ClipsInStep.ts'

const Row = createContext<ClipsInStep | null>(null)

/** Around clips that play in step: as long as the pointer is on one, or in between. */
export function ClipRow({ children, ...rest }: ComponentProps<'div'>) {
  return (
    <ClipsTogether>
      <LeftRow {...rest}>{children}</LeftRow>
    </ClipsTogether>
  )
}

/** Around clips that play in step whenever they are told to. */
export function ClipsTogether({ children }: { children: ReactNode }) {
  const [clips] = useState(() => new ClipsInStep())
  return <Row value={clips}>{children}</Row>
}

function LeftRow(props: ComponentProps<'div'>) {
  const clips = useClipRow(null)
  return <div {...props} onPointerLeave={(event) => event.pointerType === 'mouse' && clips.stop()} />
}

/** Takes a video into the row around it; by itself it is a row of one. */
export function useClipRow(video: HTMLVideoElement | null): ClipsInStep {
  const [alone] = useState(() => new ClipsInStep())
  const clips = useContext(Row) ?? alone
  useEffect(() => (video === null ? undefined : clips.join(video)), [clips, video])
  return clips
}
