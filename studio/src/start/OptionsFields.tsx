import {
  CLIP_MODELS,
  type ClipModel,
  DEFAULT_RESOLUTION,
  IMAGE_MODELS,
  type ImageModel,
  type Stops,
} from '@fashion-shoot/protocol'
import type { ReactNode } from 'react'
import { ModelSelect } from '../shared/ModelSelect.tsx'
import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import { BudgetField } from './BudgetField.tsx'
import { readChoice, withChoice } from './direction.ts'
import type { OptionsFoldProps } from './OptionsFold.tsx'
import { offeredBy, withinOffer } from './offeredBy.ts'
import { USUAL_RATIO } from './optionsWords.ts'

const STOPS_OPTIONS: { value: Stops; label: string }[] = [
  { value: 'every_stage', label: 'After every stage' },
  { value: 'before_paid', label: 'Also before paying' },
  { value: 'never', label: 'Straight to the film' },
]

/** How a shoot is made, where it shall not be as usual. What has no place but the director's ear goes into the line. */
export function OptionsFields({ line, options, estimate, disabled, onLine, onOptions }: OptionsFoldProps) {
  const inLine = (choice: 'ratio' | 'resolution', usual: string) => (value: string) =>
    onLine(withChoice(line, choice, value === usual ? null : value))
  const resolution = readChoice(line, 'resolution') ?? DEFAULT_RESOLUTION
  const { resolutions, ratios } = offeredBy(options.imageModel ?? estimate?.imageModel, estimate)
  return (
    <fieldset disabled={disabled} className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <legend className="sr-only">Options</legend>
      <Field label="Aspect ratio" wide>
        <ToggleGroup
          label="Aspect ratio"
          value={readChoice(line, 'ratio') ?? USUAL_RATIO}
          options={ratios.map(asOption)}
          onChange={inLine('ratio', USUAL_RATIO)}
        />
      </Field>
      <Field label="Resolution">
        <ToggleGroup
          label="Resolution"
          value={resolution}
          options={resolutions.map(asOption)}
          onChange={inLine('resolution', DEFAULT_RESOLUTION)}
        />
      </Field>
      <Field label="Budget">
        <BudgetField options={options} estimate={estimate} onOptions={onOptions} />
      </Field>
      <Field label="Pictures by">
        <ModelSelect
          label="Image model"
          models={IMAGE_MODELS}
          value={options.imageModel ?? estimate?.imageModel}
          onChange={(imageModel: ImageModel) => {
            onOptions({ ...options, imageModel })
            onLine(withinOffer(line, offeredBy(imageModel, estimate)))
          }}
        />
      </Field>
      <Field label="Clips by">
        <ModelSelect
          label="Clip model"
          models={estimate?.choices.clipModels ?? CLIP_MODELS}
          value={options.clipModel ?? estimate?.clipModel}
          onChange={(clipModel: ClipModel) => onOptions({ ...options, clipModel })}
        />
      </Field>
      <Field label="Stops for your word" wide>
        <ToggleGroup
          label="Stops for your word"
          value={options.stops ?? 'every_stage'}
          options={STOPS_OPTIONS}
          onChange={(stops) => onOptions({ ...options, stops })}
        />
      </Field>
    </fieldset>
  )
}

const asOption = (value: string) => ({ value, label: value })

type FieldProps = { label: string; hint?: string | undefined; wide?: boolean; children: ReactNode }

function Field({ label, hint, wide = false, children }: FieldProps) {
  return (
    <div className={`min-w-0 ${wide ? 'sm:col-span-2' : ''}`}>
      <p className="mb-1 text-soft" aria-hidden="true">
        {label}
      </p>
      <div className="-m-0.5 overflow-x-auto p-0.5">{children}</div>
      {hint !== undefined && <p className="mt-1 text-small text-soft">{hint}</p>}
    </div>
  )
}
