import { samplePhotoUrl } from './samplePhotos.ts'

/** How large, in % of its cell, and where each of six frames is cut out of one photo. */
const CUTS = [
  { size: 210, x: 42, y: 6 },
  { size: 120, x: 45, y: 0 },
  { size: 150, x: 30, y: 60 },
  { size: 170, x: 60, y: 12 },
  { size: 330, x: 44, y: 14 },
  { size: 260, x: 88, y: 92 },
]

const photo = { backgroundImage: `url(${samplePhotoUrl('model')})` }

/** The sample photos side by side. */
export function SamplePhotos() {
  return (
    <div className="grid size-full grid-cols-[1.35fr_1fr] grid-rows-2 gap-0.5">
      <div className="row-span-2 bg-cover bg-top" style={photo} />
      <div className="bg-cover" style={{ backgroundImage: `url(${samplePhotoUrl('garment')})` }} />
      <div className="bg-center bg-cover" style={{ backgroundImage: `url(${samplePhotoUrl('accessory')})` }} />
    </div>
  )
}

/** As a sheet of six frames would look. */
export function SampleFrames() {
  return (
    <div className="grid size-full grid-cols-3 grid-rows-2 gap-0.5">
      {CUTS.map(({ size, x, y }) => (
        <div key={size} style={{ ...photo, backgroundSize: `${size}%`, backgroundPosition: `${x}% ${y}%` }} />
      ))}
    </div>
  )
}

/** As a film would look: its line of time has a mark for each clip. */
export function SampleFilm() {
  return (
    <div className="relative size-full bg-cover" style={{ ...photo, backgroundPosition: '50% 12%' }}>
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
