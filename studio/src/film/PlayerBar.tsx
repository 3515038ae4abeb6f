import type { ReactNode } from 'react'
import type { PlayerStore } from './playerStore.ts'
import { usePlayerState } from './usePlayer.ts'

type PlayerBarProps = { player: PlayerStore; onPicture: boolean; awake: boolean; children: ReactNode }

/** Where the controls are: at the foot of the picture, out of its way while it plays and nobody moves; or below it. */
export function PlayerBar({ player, onPicture, awake, children }: PlayerBarProps) {
  const { playing } = usePlayerState(player)
  if (!onPicture) return <div className="rounded-card bg-shade pt-1">{children}</div>
  return (
    <div
      className={`absolute inset-x-0 bottom-0 bg-linear-to-t from-shade/80 via-shade/50 to-transparent pt-8 transition-opacity ${
        playing && !awake ? 'opacity-0 focus-within:opacity-100 hover:opacity-100' : ''
      }`}
    >
      {children}
    </div>
  )
}
