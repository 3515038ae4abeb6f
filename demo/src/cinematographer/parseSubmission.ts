import { z } from 'zod'
import { KlingError } from './KlingError.ts'

const body = z.strictObject({
  model_name: z.string().min(1),
  mode: z.enum(['std', 'pro']).default('std'),
  duration: z.enum(['5', '10']).default('5'),
  image: z.string().min(1),
  image_tail: z.string().min(1).optional(),
  prompt: z.string().max(2500).default(''),
  negative_prompt: z.string().max(2500).default(''),
  cfg_scale: z.number().min(0).max(1).default(0.5),
  sound: z.enum(['on', 'off']).default('off'),
  callback_url: z.url({ protocol: /^https?$/ }).optional(),
  external_task_id: z.string().min(1).optional(),
  camera_control: z.unknown().optional(),
  static_mask: z.unknown().optional(),
  dynamic_masks: z.unknown().optional(),
})

/** A request body whose values are good one by one and together; its pictures are not looked at yet. */
export type Submission = z.infer<typeof body>

const models: Readonly<Record<string, { readonly sound: boolean }>> = {
  'kling-v2-5-turbo': { sound: false },
  'kling-v2-6': { sound: true },
}

// Words that no prompt of a shoot needs; the negative prompt may name them, as it asks for their absence.
const refusedWords = /\b(?:nude|nudity|naked|topless|porn\w*|gore|gory|behead\w*|dismember\w*|mutilat\w*|swastika)\b/i

/**
 * Reads the body of `POST /v1/videos/image2video`.
 * @throws KlingError 1200 not an object, 1201 a value or a combination, 1203 the model, 1301 the prompt's content
 */
export function parseSubmission(json: unknown): Submission {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new KlingError(1200, 'Invalid request parameters: the body must be a JSON object')
  const parsed = body.safeParse(json)
  if (!parsed.success) throw new KlingError(1201, parsed.error.issues.map(inWords).join('; '))
  const submission = parsed.data
  const model = Object.hasOwn(models, submission.model_name) ? models[submission.model_name] : undefined
  if (!model) throw new KlingError(1203, `The model ${submission.model_name} does not exist`)
  checkTogether(submission, model)
  const word = refusedWords.exec(submission.prompt)?.[0]
  if (word) throw new KlingError(1301, `The prompt may contain sensitive content: "${word}"`)
  return submission
}

function checkTogether(submission: Submission, model: { readonly sound: boolean }): void {
  const { model_name: name, image_tail: tail, mode } = submission
  const guides = (['camera_control', 'static_mask', 'dynamic_masks'] as const).filter((key) => submission[key] != null)
  if (guides.length > 0 && tail) throw new KlingError(1201, `${guides.join(', ')} and image_tail exclude each other`)
  if (guides.length > 0) throw new KlingError(1201, `${guides.join(', ')}: not supported by ${name}`)
  if (tail && mode !== 'pro') throw new KlingError(1201, `image_tail on ${name} needs mode pro`)
  if (submission.sound === 'on' && !model.sound) throw new KlingError(1201, `sound is not supported by ${name}`)
}

function inWords(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message
}
