import { PlayMark } from './PlayMark.tsx'
import type { PlayerStore } from './playerStore.ts'
import { usePlayerState } from './usePlayer.ts'

/** What lies in the middle of the picture: that it can be played, or cannot. */
export function PlayerSign({ player }: { player: PlayerStore }) {
  const { playing, failed } = usePlayerState(player)
  if (failed) {
    return (
      <p className="absolute inset-0 grid place-items-center bg-shade/80 p-4 text-center text-white">
        This browser cannot play the file. Download it to look at it elsewhere.
      </p>
    )
  }
  return playing ? null : <PlayMark className="h-1/4 max-h-18 min-h-11" />
}
