import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import { NumberField } from './NumberField.tsx'
import { CLIP_SECONDS, FILM_FPS, type SpeedCurve } from './SpeedCurve.ts'

const RATES = FILM_FPS.map((fps) => ({ value: `${fps}` as const, label: `${fps}` }))

type CurveTimingProps = {
  curve: SpeedCurve
  onChange(change: Partial<SpeedCurve>): void
  /** True when the clip that closes the loop is there. */
  canLoop: boolean
}

/** How long each clip is in the film, its frames a second, and whether it goes round. */
export function CurveTiming({ curve, onChange, canLoop }: CurveTimingProps) {
  const { secondsPerClip, fps, loop } = curve
  const setSeconds = (seconds: number) => onChange({ secondsPerClip: Math.round(seconds * 10) / 10 })
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[7.5rem_minmax(0,1fr)_4.5rem] items-center gap-3">
        <span className="text-soft">Seconds a clip</span>
        <input
          type="range"
          aria-label="Seconds a clip"
          {...CLIP_SECONDS}
          step={0.1}
          value={secondsPerClip}
          onChange={(event) => setSeconds(event.target.valueAsNumber)}
          className="h-10 w-full accent-ink"
        />
        <NumberField
          label="Seconds a clip, as a number"
          {...CLIP_SECONDS}
          step={0.1}
          value={secondsPerClip}
          onChange={setSeconds}
        />
      </div>
      <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-3">
        <span className="text-soft">Frames a second</span>
        <div>
          <ToggleGroup
            label="Frames a second"
            value={`${fps}`}
            options={RATES}
            onChange={(value) => onChange({ fps: FILM_FPS.find((rate) => `${rate}` === value) ?? fps })}
          />
        </div>
      </div>
      <label className="grid min-h-10 grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-3">
        <span className="text-soft">Loop</span>
        <span className="flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={loop}
            onChange={(event) => onChange({ loop: event.target.checked })}
            className="size-4.5 accent-ink"
          />
          {!canLoop && <span className="text-soft">needs clip 6, which is made first</span>}
        </span>
      </label>
    </div>
  )
}
