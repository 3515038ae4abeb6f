import {
  ActivateRequest,
  CreateSession,
  DecisionRequest,
  Estimate,
  EstimateQuery,
  GenerateRequest,
  Health,
  Me,
  PatchSession,
  RebuildRequest,
  RebuildStep,
  SessionList,
  SessionSummary,
  Spend,
  TurnRequest,
  TurnStarted,
  UploadAnswer,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { SessionsQuery } from '../handlers/SessionsQuery.ts'
import { EventsQuery } from '../handlers/streamEvents.ts'
import { ShootAnswer } from './ShootAnswer.ts'

/** By media type: a schema of ours, or one of JSON Schema where ours says nothing of it. */
export type Content = Record<string, z.core.$ZodType | { type?: string; [word: string]: unknown }>

export type Operation = {
  summary: string
  /** It answers anybody. */
  isOpen?: true
  query?: z.core.$ZodObject
  body?: Content
  status: number
  /** Another status with the same body. */
  otherStatus?: number
  /** None for an answer without a body. */
  answer?: Content
}

const json = (schema: z.core.$ZodType): Content => ({ 'application/json': schema })
const events: Content = {
  'text/event-stream': {
    type: 'string',
    description: 'Each `data` is a SessionEvent, each `id` its number in the log.',
  },
}
/** A part of an address that is there or is not. */
const flag = (description: string) => z.string().optional().meta({ description })

/** Every call of the API, by method and address as the route table has them. */
export const operations: Record<string, Operation> = {
  'GET /api/health': {
    summary: 'What is configured and reachable, part by part; 503 when a part is down',
    isOpen: true,
    status: 200,
    otherStatus: 503,
    answer: json(Health),
  },
  'GET /api/openapi.json': {
    summary: 'This document',
    status: 200,
    answer: { 'application/json': { type: 'object' } },
  },
  'GET /api/me': { summary: 'Who is calling', status: 200, answer: json(Me) },
  'POST /api/generate': {
    summary: 'Makes the shoot if there is none, starts a turn, and streams it to its end',
    body: json(GenerateRequest),
    status: 200,
    answer: events,
  },
  'POST /api/upload': {
    summary: 'Takes photos in',
    body: {
      'multipart/form-data': {
        type: 'object',
        required: ['files'],
        properties: {
          files: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } },
          roles: {
            type: 'array',
            items: { type: 'string' },
            description: 'One for each file, in their order; may be empty.',
          },
          thumbhashes: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Of each file the blur that is shown at first, base64 (https://evanw.github.io/thumbhash/); may be empty.',
          },
        },
      },
    },
    status: 201,
    answer: json(UploadAnswer),
  },
  'GET /api/estimate': {
    summary: 'What a shoot is likely to cost',
    query: EstimateQuery,
    status: 200,
    answer: json(Estimate),
  },
  'GET /api/sessions': {
    summary: 'The shoots, page by page, with search, order and stage',
    query: SessionsQuery,
    status: 200,
    answer: json(SessionList),
  },
  'POST /api/sessions': {
    summary: 'Makes a shoot',
    body: json(CreateSession),
    status: 201,
    answer: json(SessionSummary),
  },
  'GET /api/sessions/:id': { summary: 'A shoot as a whole', status: 200, answer: json(ShootAnswer) },
  'PATCH /api/sessions/:id': {
    summary: 'Renames or archives a shoot, or sets its budget, its models and when it stops',
    body: json(PatchSession),
    status: 200,
    answer: json(SessionSummary),
  },
  'DELETE /api/sessions/:id': { summary: 'Deletes a shoot with its files', status: 204 },
  'POST /api/sessions/:id/duplicate': {
    summary: 'A new shoot with the same photos and options',
    status: 201,
    answer: json(SessionSummary),
  },
  'POST /api/sessions/:id/turns': {
    summary: 'Says something to the director',
    body: json(TurnRequest),
    status: 202,
    answer: json(TurnStarted),
  },
  'POST /api/sessions/:id/cancel': { summary: 'Stops the running turn', status: 202 },
  'GET /api/sessions/:id/spend': { summary: "Where a shoot's money has gone", status: 200, answer: json(Spend) },
  'GET /api/sessions/:id/archive.zip': {
    summary: 'A shoot as a folder: its active versions, its photos and a manifest',
    query: z.object({ all: flag('With earlier versions too.') }),
    status: 200,
    answer: { 'application/zip': {} },
  },
  'GET /api/sessions/:id/events': {
    summary: "The shoot's log from a number on, and then live",
    query: EventsQuery,
    status: 200,
    answer: events,
  },
  'POST /api/sessions/:id/checkpoints/:checkpoint': {
    summary: "A person's decision, which starts the next turn",
    body: json(DecisionRequest),
    status: 202,
    answer: json(TurnStarted),
  },
  'POST /api/sessions/:id/slots/:slot/active': {
    summary: 'Makes an earlier version the one that counts',
    body: json(ActivateRequest),
    status: 204,
  },
  'GET /api/media/:asset': {
    summary: 'A file, or a range of it; conditions work as HTTP has them',
    query: z.object({
      preview: flag('The small picture of it instead, a WebP; 404 while there is none.'),
      download: flag('To be saved, under this name where one is given.'),
    }),
    status: 200,
    otherStatus: 206,
    answer: { 'image/*': {}, 'video/mp4': {} },
  },
  'POST /api/admin/rebuild': {
    summary: 'One step of making the database anew; for the operator alone',
    body: json(RebuildRequest),
    status: 200,
    answer: json(RebuildStep),
  },
}
