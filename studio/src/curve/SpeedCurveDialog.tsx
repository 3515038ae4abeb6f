import { activeAsset, CLIP_COUNT, clipSlot, LOOP_CLIP, type SessionView } from '@fashion-shoot/protocol'
import { useRef, useState } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { useMoney } from '../money/MoneyProvider.tsx'
import { useIsRecording } from '../session/RecordingContext.ts'
import { useSay } from '../session/useSay.ts'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'
import { IconButton } from '../shared/IconButton.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Dialog } from '../shared/ui/Dialog.tsx'
import { CurveEditor } from './CurveEditor.tsx'
import { CurveNumbers } from './CurveNumbers.tsx'
import { CurvePlayhead } from './CurvePlayhead.tsx'
import { CurvePresets } from './CurvePresets.tsx'
import { CurveTiming } from './CurveTiming.tsx'
import { PreviewScreen } from './PreviewScreen.tsx'
import { rememberCurve, rememberedCurve } from './rememberedCurve.ts'
import type { SpeedCurve } from './SpeedCurve.ts'
import { SpeedLine } from './SpeedLine.tsx'
import { stitchWords } from './stitchWords.ts'
import { useCurvePreview } from './useCurvePreview.ts'

type SpeedCurveDialogProps = {
  sessionId: string
  view: Pick<SessionView, 'slots' | 'assets' | 'running'>
  onClose(): void
}

/** The film's speed curve, edited while the clips play through it; then the film is stitched by it. */
export function SpeedCurveDialog({ sessionId, view, onClose }: SpeedCurveDialogProps) {
  const [curve, setCurve] = useState(() => rememberedCurve(sessionId))
  const canvas = useRef<HTMLCanvasElement>(null)
  const say = useSay(sessionId, onClose)
  const fixed = useIsRecording()
  useForgottenErrors(view.running, say)
  const loopClip = activeAsset(view, clipSlot(LOOP_CLIP))
  const clips = [
    ...Array.from({ length: CLIP_COUNT }, (_, index) => activeAsset(view, clipSlot(index + 1))),
    ...(curve.loop ? [loopClip] : []),
  ].filter((clip) => clip !== undefined)
  const preview = useCurvePreview(
    clips.map(({ id }) => mediaUrl(id)),
    curve,
    canvas,
  )
  const [first] = clips
  const { prices } = useMoney()
  const clipPrice = prices === undefined ? '' : `, about ${usd(prices.clips / CLIP_COUNT)}`
  const blocked = view.running || say.isPending || clips.length < CLIP_COUNT
  const loopMissing = curve.loop && loopClip === undefined

  function change(part: Partial<SpeedCurve>) {
    const next = { ...curve, ...part }
    setCurve(next)
    rememberCurve(sessionId, next)
  }

  return (
    <Dialog title="Speed curve" wide open onOpenChange={onClose}>
      <IconButton icon="close" label="Close" onClick={onClose} className="absolute top-2.5 right-2.5" />
      <div className="grid gap-x-8 gap-y-5 wide:grid-cols-[minmax(0,1fr)_20rem]">
        {/* On a phone the preview stays in sight while the curve below it is moved; where the window is low, nothing else would be. */}
        <div className="grid min-w-0 content-start gap-4 max-wide:contents">
          <div className="min-w-0 max-wide:tall:sticky max-wide:-top-5 max-wide:z-10 max-wide:-mx-5 max-wide:bg-sheet max-wide:px-5 max-wide:pt-2">
            <PreviewScreen
              canvas={canvas}
              preview={preview}
              ratio={first === undefined ? 3 / 2 : first.width / first.height}
            />
          </div>
          <div className="max-wide:order-last">
            <CurveTiming curve={curve} canLoop={loopClip !== undefined} onChange={change} />
          </div>
        </div>
        <div className="grid min-w-0 content-start gap-3">
          <CurveEditor handles={curve.handles} onChange={(handles) => change({ handles })}>
            {preview.player !== null && <CurvePlayhead player={preview.player} />}
          </CurveEditor>
          <SpeedLine curve={curve} clipSeconds={first?.durationSeconds ?? 5} />
          <CurveNumbers handles={curve.handles} onChange={(handles) => change({ handles })} />
          <CurvePresets handles={curve.handles} onChoose={(handles) => change({ handles })} />
        </div>
      </div>
      <div className="tall:sticky -bottom-5 -mx-5 mt-5 -mb-5 border-line border-t bg-sheet px-5 py-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {say.error && <ProblemNote problem={say.error.problem} className="mb-3" />}
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          <p className="min-w-0 grow text-small text-soft max-sm:hidden">“{stitchWords(curve)}”</p>
          {fixed ? (
            <p className="max-sm:grow">
              A recording keeps its film. In a shoot of your own, this curve makes a new one.
            </p>
          ) : (
            <Button
              look="primary"
              className="max-sm:grow"
              // Not disabled: it would lose the focus while the words are on their way.
              aria-disabled={blocked}
              onClick={() => blocked || say.mutate(stitchWords(curve))}
            >
              {view.running ? 'The director is at work…' : 'Stitch with this curve'}
              {!view.running && (
                <span className="whitespace-nowrap font-normal opacity-80">
                  {loopMissing ? `makes clip 6 first${clipPrice}` : 'costs nothing'}
                </span>
              )}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
