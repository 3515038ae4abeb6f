import { useRef, useState } from 'react'

/** One clip: a press plays it round and round, another stops it. */
export function ClipPlayer({ src, poster, name }: { src: string; poster: string | undefined; name: string }) {
  const video = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)

  function toggle() {
    if (playing) video.current?.pause()
    // A play that is cut short by a pause rejects; the state follows the element's own events.
    else video.current?.play().catch(() => {})
  }

  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={`${playing ? 'Stop' : 'Play'} ${name}`}
      className="group relative block size-full"
    >
      <video
        key={src}
        ref={video}
        src={src}
        poster={poster}
        muted
        loop
        playsInline
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        className="size-full animate-develop bg-well object-cover"
      />
      {!playing && (
        <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
          <svg
            viewBox="0 0 40 40"
            className="aspect-square h-2/5 max-h-11 transition group-hover:scale-105"
            role="presentation"
          >
            <circle cx="20" cy="20" r="20" className="fill-shade/55" />
            <path d="M16 13.5v13l11-6.5z" className="fill-white" />
          </svg>
        </span>
      )}
    </button>
  )
}
