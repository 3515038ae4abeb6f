import type { Asset, SessionView } from '@fashion-shoot/protocol'
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { useBlur } from '../shared/useBlur.ts'
import { chaptersOf } from './chapters.ts'
import { FilmControls } from './FilmControls.tsx'
import { PlayerBar } from './PlayerBar.tsx'
import { PlayerSign } from './PlayerSign.tsx'
import { pressPlayerKey } from './playerKeys.ts'
import { useAwake } from './useAwake.ts'
import { useFullScreen } from './useFullScreen.ts'
import { usePlayer } from './usePlayer.ts'

type FilmPlayerProps = {
  view: Pick<SessionView, 'assets'>
  asset: Asset
  /** What it shows, for screen readers. */
  name: string
  /** The address of what is seen before it plays. */
  poster: string | undefined
  looping: boolean
  keys?: Ref<KeyTaker>
  /** Where the picture lies, when it is not just as large as the player: then the controls stand below it. */
  frame?: (video: ReactNode) => ReactNode
}

/** Frames per second of a film when nobody has asked for another rate, and of most clips. */
const RATES = { film: 60, clip: 24 }

/** A film, or a clip by itself, with all that one needs to judge it: a press plays it, and so does the space bar. */
export function FilmPlayer(props: FilmPlayerProps) {
  const { view, asset, name, poster, looping, keys, frame } = props
  const box = useRef<HTMLElement>(null)
  const { video, setVideo, player } = usePlayer({ rate: asset.slot === 'film' ? RATES.film : RATES.clip, looping })
  const { full, toggle } = useFullScreen(box, video)
  const blur = useBlur(asset.thumbhash)
  const [awake, wake] = useAwake()
  useImperativeHandle(keys, () => ({ press }))

  function press(event: KeyboardEvent): boolean {
    wake()
    if (player === null) return false
    if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey) return pressPlayerKey(player, event)
    toggle()
    return true
  }

  const element = (
    // biome-ignore lint/a11y/useMediaCaption: nobody speaks in the film.
    <video
      key={asset.id}
      ref={setVideo}
      src={mediaUrl(asset.id)}
      poster={poster}
      playsInline
      preload="metadata"
      aria-label={name}
      className="size-full animate-develop bg-center bg-cover object-cover in-[:fullscreen]:object-contain"
      style={{ backgroundImage: blur }}
      onClick={() => {
        wake()
        player?.toggle()
      }}
    />
  )
  return (
    <section
      ref={box}
      // A press on the picture brings the keys here.
      tabIndex={-1}
      aria-label={`Player: ${name}`}
      onPointerMove={wake}
      onKeyDown={(event) => {
        if (!event.defaultPrevented && press(event.nativeEvent)) event.preventDefault()
      }}
      className={`group relative size-full overflow-hidden outline-none ${frame ? 'flex flex-col gap-2' : ''}`}
    >
      <div className="relative size-full min-h-0">
        {frame ? frame(element) : element}
        {player && <PlayerSign player={player} />}
      </div>
      {player && (
        <PlayerBar player={player} onPicture={frame === undefined} awake={awake}>
          <FilmControls
            player={player}
            chapters={chaptersOf(view, asset)}
            duration={asset.durationSeconds ?? 0}
            full={full}
            onFull={toggle}
          />
        </PlayerBar>
      )}
    </section>
  )
}
