import { useState } from 'react'
import { useClipRow } from '../film/ClipRow.tsx'
import { IconButton } from '../shared/IconButton.tsx'

/** Plays the clips of the row around it, all from their beginning. */
export function PlayTogether() {
  const clips = useClipRow(null)
  const [playing, setPlaying] = useState(false)
  return (
    <IconButton
      icon={playing ? 'pause' : 'play'}
      label={playing ? 'Stop both' : 'Play both'}
      onClick={() => {
        if (playing) clips.stop()
        else void clips.play()
        setPlaying(!playing)
      }}
    />
  )
}
