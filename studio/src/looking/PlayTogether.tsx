import { type Ref, useImperativeHandle, useSyncExternalStore } from 'react'
import { useClipRow } from '../film/ClipRow.tsx'
import { IconButton } from '../shared/IconButton.tsx'
import type { KeyTaker } from '../shared/KeyTaker.ts'

/** Plays the clips of the row around it, all from their beginning; so does the space bar. */
export function PlayTogether({ keys }: { keys: Ref<KeyTaker> }) {
  const clips = useClipRow(null)
  const playing = useSyncExternalStore(clips.onPlaying, clips.isPlaying)
  useImperativeHandle(keys, () => ({ press }))

  function toggle() {
    if (playing) clips.stop()
    else void clips.play()
  }

  function press({ key, target }: KeyboardEvent): boolean {
    if (key !== ' ' || (target instanceof Element && target.closest('button, a') !== null)) return false
    toggle()
    return true
  }

  return (
    <IconButton
      icon={playing ? 'pause' : 'play'}
      label={playing ? 'Stop both' : 'Play both'}
      keys="Space"
      onClick={toggle}
    />
  )
}
