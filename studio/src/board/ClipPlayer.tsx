import type { Asset } from '@fashion-shoot/protocol'
import { useRef, useState } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { useClipRow } from '../film/ClipRow.tsx'
import { PlayMark } from '../film/PlayMark.tsx'
import { LookLink } from '../looking/LookLink.tsx'
import { Icon } from '../shared/Icon.tsx'
import { isStill } from '../shared/isStill.ts'
import { useBlur } from '../shared/useBlur.ts'

type ClipPlayerProps = { asset: Asset; poster: string | undefined; name: string }

/**
 * One clip: under the pointer it plays round and round, in step with its row, and a press opens it. A finger has no hover: there a tap
 * plays and stops, and a corner opens.
 */
export function ClipPlayer({ asset, poster, name }: ClipPlayerProps) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const clips = useClipRow(video)
  const blur = useBlur(asset.thumbhash)
  const byTouch = useRef(false)

  return (
    <>
      <LookLink
        asset={asset}
        label={name}
        className="group relative block size-full"
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && !playing && !isStill() && void clips.play()}
        onPointerDown={({ pointerType }) => {
          byTouch.current = pointerType === 'touch'
        }}
        onPress={(event) => {
          if (byTouch.current) event.preventDefault()
          if (byTouch.current && !playing) void clips.play()
          else clips.stop()
          byTouch.current = false
        }}
      >
        <video
          key={asset.id}
          ref={setVideo}
          src={mediaUrl(asset.id)}
          poster={poster}
          muted
          playsInline
          preload="none"
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          className="size-full animate-develop bg-center bg-cover object-cover"
          style={{ backgroundImage: blur }}
        />
        {!playing && <PlayMark className="h-2/5 max-h-11" />}
      </LookLink>
      <LookLink
        asset={asset}
        label={`Look closer at ${name}`}
        className="absolute right-0 bottom-0 hidden size-10 place-items-center rounded-card text-white pointer-coarse:grid"
      >
        <Icon name="enlarge" className="size-5 rounded-inner bg-shade/60 p-0.5" />
      </LookLink>
    </>
  )
}
