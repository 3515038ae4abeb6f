import {
  type Asset,
  activeAsset,
  FRAME_COUNT,
  frameSlot,
  type SessionSummary,
  type SessionView,
} from '@fashion-shoot/protocol'
import { slotsOf } from '../../shoot/boardPlan.ts'
import { slotCaption } from '../../shoot/stageWords.ts'

/** A picture with what stands under it. */
export type SheetPicture = { asset: Asset; caption: string }

/** All that the contact sheet for the client shows. */
export type SheetContent = {
  title: string
  /** Day of the shoot, in words. */
  date: string
  /** What the person asked for first, in a line. */
  direction: string
  hero: Asset | undefined
  frames: SheetPicture[]
  /** A clip's first frame stands for it. */
  clips: SheetPicture[]
  /** What there is to say of the film; null where there is none. */
  film: string | null
}

const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }

type SheetView = Pick<SessionView, 'slots' | 'assets' | 'conversation'>

/** The active versions of a shoot as the client sees them. */
export function sheetContent(session: SessionSummary, view: SheetView): SheetContent {
  const film = activeAsset(view, 'film')
  const said = view.conversation.find((item) => item.kind === 'person')
  const frames = Array.from({ length: FRAME_COUNT }, (_, index) => frameSlot(index + 1))
  return {
    title: session.title || 'Shoot',
    date: new Date(session.createdAt).toLocaleDateString('en-GB', DATE),
    direction: said?.kind === 'person' ? said.text.replace(/\s+/g, ' ').trim() : '',
    hero: activeAsset(view, 'hero'),
    frames: frames.flatMap((slot) => {
      const asset = activeAsset(view, slot)
      return asset === undefined ? [] : [{ asset, caption: captionOf(asset) }]
    }),
    clips: slotsOf(view, 'clips').flatMap((slot) => {
      const clip = activeAsset(view, slot)
      const first = clip?.madeFrom
        .map((id) => view.assets[id])
        .find((source) => source?.contentType.startsWith('image/'))
      if (clip === undefined || first === undefined) return []
      return [{ asset: first, caption: `${captionOf(clip)} · ${seconds(clip)}` }]
    }),
    film: film === undefined ? null : `Film · ${seconds(film)} · ${film.width} × ${film.height}`,
  }
}

/** `3  Low angle`; the arrow of a clip's way is no letter of the standard fonts. */
function captionOf({ slot }: Asset): string {
  const caption = slot === null ? null : slotCaption(slot)
  return caption === null ? '' : `${caption.number}  ${caption.words.replace('→', 'to')}`
}

function seconds({ durationSeconds }: Asset): string {
  return `${(durationSeconds ?? 0).toFixed(1)} s`
}
