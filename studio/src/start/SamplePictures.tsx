import sheet from '../sample/recording/contact-sheet-v1.webp'
import frame from '../sample/recording/frame-1-v1.webp'
import { samplePhotoUrl } from './samplePhotos.ts'

const cover = (url: string) => ({ backgroundImage: `url(${url})` })

/** The sample photos side by side. */
export function SamplePhotos() {
  return (
    <div className="grid size-full grid-cols-2 gap-0.5">
      <div className="bg-cover bg-top" style={cover(samplePhotoUrl('model'))} />
      <div className="bg-center bg-cover" style={cover(samplePhotoUrl('garment'))} />
    </div>
  )
}

/** The sheet of six frames of the recorded shoot. */
export function SampleFrames() {
  return <div className="size-full bg-center bg-cover" style={cover(sheet)} />
}

/** Where the film of the recorded shoot begins: its line of time has a mark for each clip. */
export function SampleFilm() {
  return (
    <div className="relative size-full bg-cover" style={cover(frame)}>
      <svg viewBox="0 0 120 80" className="absolute inset-0 size-full" aria-hidden="true">
        <path d="M0 58H120V80H0Z" className="fill-shade" opacity="0.35" />
        <circle cx="60" cy="40" r="13" className="fill-shade" opacity="0.6" />
        <path d="m56 33.5 11 6.5-11 6.5z" className="fill-white" />
        <path
          d="M8 70H112"
          className="stroke-white"
          strokeWidth="2"
          strokeLinecap="round"
          strokeDasharray="18.5 3"
          opacity="0.9"
        />
      </svg>
    </div>
  )
}
