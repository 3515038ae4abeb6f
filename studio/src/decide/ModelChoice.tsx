import { CLIP_MODELS, IMAGE_MODELS, type Stage } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { useModelChange } from '../api/mutations.ts'
import { estimateQuery } from '../api/queries.ts'
import { ModelSelect } from '../shared/ModelSelect.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import type { ShootModels } from './ModelsProvider.tsx'

/** By which model what is made again is made, and all of its kind from then on. */
export function ModelChoice({ stage, models }: { stage: Exclude<Stage, 'film'>; models: ShootModels }) {
  const { id, imageModel, clipModel } = models
  const change = useModelChange(id)
  const choices = useQuery(estimateQuery(models)).data?.choices
  const look = { quiet: true, disabled: change.isPending }
  return (
    <div className="text-small text-soft">
      {change.error && <ProblemNote problem={change.error.problem} className="mb-2 text-base" />}
      {stage === 'clips' ? (
        <p>
          <span aria-hidden="true">Clips by</span>
          <ModelSelect
            label="Clip model"
            models={choices?.clipModels ?? CLIP_MODELS}
            value={clipModel}
            onChange={(model) => change.mutate({ clipModel: model })}
            {...look}
          />
        </p>
      ) : (
        <p>
          <span aria-hidden="true">Pictures by</span>
          <ModelSelect
            label="Image model"
            models={choices?.imageModels.map(({ model }) => model) ?? IMAGE_MODELS}
            value={imageModel}
            onChange={(model) => change.mutate({ imageModel: model })}
            {...look}
          />
        </p>
      )}
    </div>
  )
}
