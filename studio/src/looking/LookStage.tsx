import type { Asset } from '@fashion-shoot/protocol'
import { type Ref, useImperativeHandle, useRef } from 'react'
import { FilmPlayer } from '../film/FilmPlayer.tsx'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { posterOf } from '../shoot/posterOf.ts'
import { neighbourOf } from './lookables.ts'
import { pressZoomKey } from './pressZoomKey.ts'
import { SharpPicture } from './SharpPicture.tsx'
import { useEarly } from './useEarly.ts'
import { useZoom } from './useZoom.ts'
import { ZoomButtons } from './ZoomButtons.tsx'
import { ZoomPane } from './ZoomPane.tsx'

type LookStageProps = { view: BoardView; asset: Asset; keys: Ref<KeyTaker>; onSwipe(step: 1 | -1): void }

/** One picture or clip, as large as there is room, and closer. From version to version of a slot one keeps one's place. */
export function LookStage({ view, asset, keys, onSwipe }: LookStageProps) {
  const zoom = useZoom(asset, `${asset.slot ?? asset.id} ${asset.width}×${asset.height}`)
  const player = useRef<KeyTaker>(null)
  useImperativeHandle(keys, () => ({
    press: (event) => pressZoomKey([zoom], event) || (player.current?.press(event) ?? false),
  }))
  useEarly([neighbourOf(view, asset, 1), neighbourOf(view, asset, -1)])
  const name = versionTitle(asset)
  const isVideo = asset.contentType === 'video/mp4'
  return (
    <>
      {isVideo ? (
        <FilmPlayer
          view={view}
          asset={asset}
          name={name}
          poster={posterOf(view, asset)}
          looping={asset.slot !== 'film'}
          keys={player}
          frame={(video) => (
            <ZoomPane zoom={zoom} onSwipe={onSwipe} doubleTap={false}>
              {video}
            </ZoomPane>
          )}
        />
      ) : (
        <ZoomPane zoom={zoom} onSwipe={onSwipe} doubleTap>
          <SharpPicture asset={asset} alt={name} />
        </ZoomPane>
      )}
      <ZoomButtons zoom={zoom} />
    </>
  )
}
