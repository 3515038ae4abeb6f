import { POSE_LINES } from './poseLines.ts'
import './presetPictures.css'

/** What a preset looks like, in small. One that has no picture yet is a plain tile. */
export function PresetPicture({ choice, id }: { choice: 'pose' | 'background' | 'look'; id: string }) {
  if (choice === 'pose') return <PoseFigure id={id} />
  if (choice === 'background') return <span data-background={id} className="block size-full" />
  return <img src="/samples/face.webp" alt="" data-look={id} draggable={false} className="size-full object-cover" />
}

function PoseFigure({ id }: { id: string }) {
  const pose = POSE_LINES[id]
  if (pose === undefined) return null
  const [x, y] = pose.head
  return (
    <svg viewBox="0 0 64 80" className="size-full" aria-hidden="true">
      {pose.props !== undefined && <path d={pose.props} className="fill-none stroke-outline" strokeWidth="2" />}
      <circle cx={x} cy={y} r="4.6" className="fill-ink" />
      <g className="fill-none stroke-ink" strokeLinecap="round" strokeLinejoin="round">
        <path d={pose.torso} className="fill-ink" strokeWidth="3" />
        <path d={pose.legs} strokeWidth="4.6" />
        <path d={pose.arms} strokeWidth="3.2" />
      </g>
    </svg>
  )
}
