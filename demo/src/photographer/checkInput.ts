/** Checks a submitted body against a model's schema and reports failures in the form of fal's (Pydantic's) errors. */
import type { z } from 'zod'
import { ModelError, type ModelErrorDetail } from './ModelError.ts'
import type { Order } from './models/Order.ts'

type Issue = z.core.$ZodIssue

const quoted = (values: readonly unknown[]) => values.map((value) => `'${value}'`).join(', ')

function describe(issue: Issue, input: unknown): { type: string; msg: string; ctx?: Record<string, unknown> } {
  if (issue.code === 'invalid_type' && input === undefined) return { type: 'missing', msg: 'Field required' }
  if (issue.code === 'invalid_type')
    return { type: `${issue.expected}_type`, msg: `Input should be a valid ${issue.expected}` }
  if (issue.code === 'invalid_value')
    return {
      type: 'literal_error',
      msg: `Input should be ${quoted(issue.values)}`,
      ctx: { expected: quoted(issue.values) },
    }
  if (issue.code === 'too_small' && issue.origin === 'string')
    return {
      type: 'string_too_short',
      msg: `String should have at least ${issue.minimum} characters`,
      ctx: { min_length: issue.minimum },
    }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return {
      type: 'string_too_long',
      msg: `String should have at most ${issue.maximum} characters`,
      ctx: { max_length: issue.maximum },
    }
  if (issue.code === 'too_small' && issue.origin === 'array')
    return {
      type: 'too_short',
      msg: `List should have at least ${issue.minimum} item after validation`,
      ctx: { min_length: issue.minimum },
    }
  if (issue.code === 'too_big' && issue.origin === 'array')
    return {
      type: 'too_long',
      msg: `List should have at most ${issue.maximum} items after validation`,
      ctx: { max_length: issue.maximum },
    }
  if (issue.code === 'too_small')
    return {
      type: 'greater_than_equal',
      msg: `Input should be greater than or equal to ${issue.minimum}`,
      ctx: { ge: issue.minimum },
    }
  if (issue.code === 'too_big')
    return {
      type: 'less_than_equal',
      msg: `Input should be less than or equal to ${issue.maximum}`,
      ctx: { le: issue.maximum },
    }
  return { type: 'value_error', msg: issue.message }
}

function valueAt(body: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  )
}

function details(issue: Issue, body: unknown): ModelErrorDetail[] {
  const place = (path: PropertyKey[]) => ['body', ...path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      loc: place([...issue.path, key]),
      msg: 'Extra inputs are not permitted',
      type: 'extra_forbidden',
      input: valueAt(body, [...issue.path, key]),
    }))
  const input = valueAt(body, issue.path)
  return [{ loc: place(issue.path), ...describe(issue, input), input: input ?? null }]
}

/** @throws ModelError that names every field that is wrong. */
export function checkInput(schema: z.ZodType<Order>, body: unknown): Order {
  const result = schema.safeParse(body)
  if (!result.success) throw new ModelError(result.error.issues.flatMap((issue) => details(issue, body)))
  return result.data
}
