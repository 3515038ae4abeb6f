import { IconButton } from '../shared/IconButton.tsx'
import { slotTitle } from '../shoot/stageWords.ts'
import { type Chapter, chapterAt } from './chapters.ts'
import { type PlayerStore, SPEEDS } from './playerStore.ts'
import { Scrubber } from './Scrubber.tsx'
import { timecode } from './timecode.ts'
import { usePlayerState, usePlayerTime } from './usePlayer.ts'

type FilmControlsProps = {
  player: PlayerStore
  chapters: Chapter[]
  /** s */
  duration: number
  /** True while it fills the screen. */
  full: boolean
  onFull(): void
}

const ON_PICTURE = 'text-white hover:bg-white/20 aria-pressed:bg-white/25 aria-pressed:text-white'

/** What moves a film or a clip: time, frames, loop, speed, full screen. It lies on the picture. */
export function FilmControls({ player, chapters, duration, full, onFull }: FilmControlsProps) {
  const { playing, looping, speed } = usePlayerState(player)
  return (
    <div className="@container px-2.5 pb-1 text-white">
      <Scrubber player={player} chapters={chapters} duration={duration} />
      <div className="flex items-center">
        <IconButton
          icon={playing ? 'pause' : 'play'}
          label={playing ? 'Pause' : 'Play'}
          keys="Space"
          onClick={player.toggle}
          className={ON_PICTURE}
        />
        <IconButton
          icon="stepBack"
          label="One frame back"
          keys=","
          onClick={() => player.step(-1)}
          className={`@max-[26rem]:hidden ${ON_PICTURE}`}
        />
        <IconButton
          icon="stepForward"
          label="One frame on"
          keys="."
          onClick={() => player.step(1)}
          className={`@max-[26rem]:hidden ${ON_PICTURE}`}
        />
        <Where player={player} chapters={chapters} duration={duration} />
        <select
          aria-label="Speed"
          title="Speed (< and >)"
          value={speed}
          onChange={(event) => player.setSpeed(Number(event.target.value))}
          className="ml-auto h-10 cursor-pointer appearance-none rounded-card bg-transparent px-2 text-center tabular-nums transition [color-scheme:dark] hover:bg-white/20"
        >
          {SPEEDS.map((each) => (
            <option key={each} value={each} className="bg-shade">
              {each}×
            </option>
          ))}
        </select>
        <IconButton
          icon="loop"
          label="Loop"
          keys="L"
          aria-pressed={looping}
          onClick={player.toggleLoop}
          className={ON_PICTURE}
        />
        <IconButton
          icon={full ? 'shrink' : 'enlarge'}
          label={full ? 'Leave full screen' : 'Full screen'}
          keys="F"
          onClick={onFull}
          className={ON_PICTURE}
        />
      </div>
    </div>
  )
}

/** The time, and which clip that is. */
function Where({ player, chapters, duration }: Pick<FilmControlsProps, 'player' | 'chapters' | 'duration'>) {
  const time = usePlayerTime(player)
  const chapter = chapterAt(chapters, time)
  return (
    <p className="on-picture min-w-0 truncate px-2 text-small tabular-nums">
      {timecode(time)} <span className="opacity-75">/ {timecode(duration)}</span>
      {chapter && <span className="opacity-75 @max-[32rem]:hidden"> · {slotTitle(chapter.slot)}</span>}
    </p>
  )
}
