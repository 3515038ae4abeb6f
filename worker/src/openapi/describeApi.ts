import {
  Asset,
  AssetId,
  Checkpoint,
  CheckpointId,
  Estimate,
  Health,
  Me,
  Problem,
  RebuildStep,
  SessionEvent,
  SessionId,
  SessionList,
  SessionSummary,
  Slot,
  Spend,
  TurnStarted,
  UploadAnswer,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { VERSION } from '../version.ts'
import { type Content, type Operation, operations } from './operations.ts'
import { ShootAnswer } from './ShootAnswer.ts'

/** What has a name of its own in the document. */
const NAMED = {
  ...{ Asset, Checkpoint, Estimate, Health, Me, Problem, RebuildStep, SessionEvent, SessionList, SessionSummary },
  ...{ Shoot: ShootAnswer, Spend, TurnStarted, UploadAnswer },
}
const PLACES: Record<string, z.core.$ZodType> = { id: SessionId, checkpoint: CheckpointId, slot: Slot, asset: AssetId }

const names = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(NAMED)) names.add(schema, { id })

const refTo = (name: string) => `#/components/schemas/${name}`

/** The API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), made of the schemas by which it is read and written. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [route, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = route.split(' ')
    const address = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: describe(path, operation) }
  }
  const { schemas } = z.toJSONSchema(names, { uri: refTo, override: plain })
  return {
    openapi: '3.1.1',
    info: {
      title: 'Fashion Shoot Agent',
      version: VERSION,
      description: 'Times are ISO 8601 in UTC, money USD. In local mode nobody signs in.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function describe(path: string, operation: Operation): object {
  const { summary, isOpen, query, body, status, otherStatus, answer } = operation
  const response = { description: summary, ...(answer && { content: contentOf(answer) }) }
  const places = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true },
    schema: schemaOf(PLACES[name] ?? z.string()),
  }))
  const asked = Object.entries(query?._zod.def.shape ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false },
    schema: schemaOf(schema),
  }))
  return {
    summary,
    ...(isOpen && { security: [] }),
    parameters: [...places, ...asked],
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      [status]: response,
      ...(otherStatus !== undefined && { [otherStatus]: response }),
      default: {
        description: 'What happened and was kept, and what to do next.',
        content: { 'application/problem+json': { schema: { $ref: refTo('Problem') } } },
      },
    },
  }
}

function contentOf(content: Content): object {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [
      type,
      { schema: schema instanceof z.core.$ZodType ? schemaOf(schema) : schema },
    ]),
  )
}

/** By its name where it has one, else as what is sent in. */
function schemaOf(schema: z.core.$ZodType): object {
  const name = names.get(schema)?.id
  return name === undefined ? bare(z.toJSONSchema(schema, { io: 'input', override: plain })) : { $ref: refTo(name) }
}

/** A format says it; the pattern that zod adds to that is of no use to readers. */
function plain({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
}

/** Without what only a schema that stands alone has. */
function bare({ $schema: _, $id: __, ...schema }: z.core.JSONSchema.BaseSchema): object {
  return schema
}
