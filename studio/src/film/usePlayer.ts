import { useEffect, useState, useSyncExternalStore } from 'react'
import { createPlayerStore, type PlayerState, type PlayerStore } from './playerStore.ts'

/** A video's player, from when the element is there: give `setVideo` to it as its ref. */
export function usePlayer(options: { rate: number; looping: boolean }) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [player, setPlayer] = useState<PlayerStore | null>(null)
  const { rate, looping } = options
  useEffect(() => {
    if (video === null) return
    const store = createPlayerStore(video, { rate, looping })
    const detach = store.attach()
    setPlayer(store)
    return () => {
      detach()
      setPlayer(null)
    }
  }, [video, rate, looping])
  return { video, setVideo, player }
}

/** What the player does, live. */
export function usePlayerState(player: PlayerStore): PlayerState {
  return useSyncExternalStore(player.onState, player.state)
}

/** Where the player is, s, at each frame. */
export function usePlayerTime(player: PlayerStore): number {
  return useSyncExternalStore(player.onTime, player.time)
}
