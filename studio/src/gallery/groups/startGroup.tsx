import { useState } from 'react'
import { fixtureEstimate as estimate } from '../../../dev/fixtureEstimate.ts'
import { UNREACHABLE } from '../../api/problems.ts'
import { EarlierShoots } from '../../start/EarlierShoots.tsx'
import { EstimateLine } from '../../start/EstimateLine.tsx'
import { FirstVisit } from '../../start/FirstVisit.tsx'
import type { Flaw } from '../../start/judgePixels.ts'
import { OptionsFields } from '../../start/OptionsFields.tsx'
import { OptionsFold } from '../../start/OptionsFold.tsx'
import { PhotoCard } from '../../start/PhotoCard.tsx'
import { PhotoInput } from '../../start/PhotoInput.tsx'
import { PresetPicker } from '../../start/PresetPicker.tsx'
import type { Photo } from '../../start/photos.ts'
import { photoWarnings } from '../../start/photoWarnings.ts'
import { SampleStart } from '../../start/SampleStart.tsx'
import { StartBar } from '../../start/StartBar.tsx'
import { samplePhotoUrl } from '../../start/samplePhotos.ts'
import { type Exhibit, type ExhibitGroup, exhibit, wideExhibit } from '../exhibits.ts'

const nothing = () => {}

const bar = { options: {}, starting: false, missing: null, problem: null }
const fresh = { ownPhotos: false, starting: false, startWithSamples: async () => {} }
const fields = { line: '', options: {}, estimate, disabled: false, onLine: nothing, onOptions: nothing }

export const startGroup = {
  id: 'start',
  title: 'New shoot',
  exhibits: [
    exhibit('Photos, none yet', <PhotoInput large disabled={false} onFiles={nothing} />),
    exhibit(
      'Photos, one more',
      <div className="w-40">
        <PhotoInput large={false} disabled={false} onFiles={nothing} />
      </div>,
    ),
    photo('Photo, ready', {}),
    photo('Photo, being looked at', { state: 'checking' }),
    photo('Photo, being stored', { state: 'uploading' }),
    photo('Photo, dark', { flaws: ['dark'] }),
    photo('Photo, of one colour', { flaws: ['plain'] }),
    photo('Photo, out of focus', { flaws: ['blurred'] }),
    photo('Photo, too small', {
      state: 'bad',
      trouble: 'This photo is 40 × 40 px; its shorter side needs 256. Use a larger one.',
    }),
    wideExhibit('Presets', <Presets line="" />),
    wideExhibit(
      'Presets, chosen',
      <Presets line="Dusk. Pose: street walk. Background: outdoor urban. Look: velvia flash." />,
    ),
    wideExhibit('Options, folded', <OptionsFold {...fields} />),
    wideExhibit('Options', <OptionsFields {...fields} />),
    wideExhibit(
      'Options, otherwise',
      <OptionsFields
        {...fields}
        line="Aspect ratio: 9:16. Resolution: 1K."
        options={{ stops: 'never', budgetUsd: 1, imageModel: 'flux-2-pro', clipModel: 'kling-v3' }}
      />,
    ),
    wideExhibit('Start', <StartBar shoot={bar} estimate={estimate} free={false} />),
    wideExhibit(
      'Start, without a stop',
      <StartBar shoot={{ ...bar, options: { stops: 'never' } }} estimate={estimate} free={false} />,
    ),
    wideExhibit(
      'Start, something is missing',
      <StartBar shoot={{ ...bar, missing: 'Say in a line what you want.' }} estimate={estimate} free />,
    ),
    wideExhibit('Start, under way', <StartBar shoot={{ ...bar, starting: true }} estimate={estimate} free />),
    wideExhibit('Start, failed', <StartBar shoot={{ ...bar, problem: UNREACHABLE }} estimate={estimate} free />),
    exhibit(
      'Estimate, above the budget',
      <EstimateLine estimate={{ ...estimate, budgetUsd: 1 }} options={{}} free={false} />,
    ),
    exhibit('Estimate, not known yet', <EstimateLine estimate={undefined} options={{}} free={false} />),
    exhibit('First visit', <FirstVisit shoot={fresh} estimate={estimate} free={false} />),
    exhibit('First visit, nothing charges', <FirstVisit shoot={fresh} estimate={estimate} free />),
    exhibit(
      'Sample shoot, with photos of one’s own',
      <SampleStart shoot={{ ...fresh, ownPhotos: true }} estimate={estimate} free={false} onStart={nothing} />,
    ),
    exhibit(
      'Sample shoot, under way',
      <SampleStart primary shoot={{ ...fresh, starting: true }} estimate={estimate} free onStart={nothing} />,
    ),
    exhibit('Earlier shoots, can’t be had', <EarlierShoots shoots={[]} problem={UNREACHABLE} free={false} />),
    exhibit(
      'Earlier shoots, signed out',
      <EarlierShoots shoots={[]} problem={{ ...UNREACHABLE, status: 401 }} free={false} />,
    ),
  ],
} satisfies ExhibitGroup

type PhotoState = { state?: Photo['state']; trouble?: string; flaws?: Flaw[] }

function photo(name: string, { state = 'ready', trouble, flaws = [] }: PhotoState): Exhibit {
  const one: Photo = {
    key: name,
    file: new File([], 'model.webp'),
    preview: samplePhotoUrl('model'),
    role: 'model',
    chosen: false,
    state,
    judgement: { flaws, fingerprint: null },
    ...(trouble && { trouble }),
  }
  return exhibit(
    name,
    <ul className="w-40">
      <PhotoCard
        photo={one}
        warnings={photoWarnings(one, [one])}
        place={0}
        count={2}
        disabled={false}
        dragged={false}
        handlers={{}}
        onRole={nothing}
        onMove={nothing}
        onRemove={nothing}
      />
    </ul>,
  )
}

function Presets({ line: first }: { line: string }) {
  const [line, setLine] = useState(first)
  return (
    <>
      <p className="mb-3 text-soft">{line}</p>
      <PresetPicker line={line} disabled={false} onChange={setLine} />
    </>
  )
}
