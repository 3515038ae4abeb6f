import { type BezierHandles, type EasingName, namedEasings } from '@fashion-shoot/media/curve'
import { curveName, nameWords } from './SpeedCurve.ts'

/** Those that one looks at first; the list has all. */
const SHOWN = [
  'dramaticSwoop',
  'gentleSwoop',
  'cinematic',
  'luxurious',
  'linear',
  'easeInOut',
  'easeInOutExpo',
  'easeOutExpo',
] as const satisfies EasingName[]

type CurvePresetsProps = { handles: BezierHandles; onChoose(handles: BezierHandles): void }

/** Curves that have a name: some as pictures, all in a list. */
export function CurvePresets({ handles, onChoose }: CurvePresetsProps) {
  const chosen = curveName(handles)
  return (
    <div>
      <ul className="grid grid-cols-4 gap-1.5" aria-label="Curves">
        {SHOWN.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === chosen}
              onClick={() => onChoose(namedEasings[name])}
              className="group w-full rounded-inner border border-line px-0.5 pt-1.5 pb-0.5 transition hover:border-outline aria-pressed:border-accent"
            >
              <CurvePicture handles={namedEasings[name]} />
              <span className="mt-1 grid min-h-8 place-items-center text-balance text-small text-soft group-aria-pressed:text-ink">
                {nameWords(name)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <label className="mt-2 flex min-h-10 items-center gap-2 text-soft">
        All curves
        <select
          value={chosen ?? ''}
          onChange={(event) => onChoose(namedEasings[event.target.value as EasingName])}
          className="min-h-9 min-w-0 grow rounded-inner border border-outline bg-sheet px-2 text-ink"
        >
          {chosen === null && <option value="">Your own</option>}
          {(Object.keys(namedEasings) as EasingName[]).map((name) => (
            <option key={name} value={name}>
              {nameWords(name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function CurvePicture({ handles: [x1, y1, x2, y2] }: { handles: BezierHandles }) {
  return (
    <svg viewBox="-0.06 -0.06 1.12 1.12" className="mx-auto block size-8 -scale-y-100" aria-hidden="true">
      <path
        d={`M0 0C${x1} ${y1} ${x2} ${y2} 1 1`}
        className="fill-none stroke-current"
        strokeWidth="1.75"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
