import { styleText } from 'node:util'
import { type Plan, type PlannedOrder, slotName } from '@fashion-shoot/protocol'
import { usd } from './spendWords.ts'

/** What a plan would order, each with its prompt, and what all of it costs. */
export function planLines({ orders, totalUsd }: Plan): string[] {
  return [...orders.flatMap(orderLines), `Nothing is ordered yet. All of it: ${usd(totalUsd)}`]
}

function orderLines({ request, model, priceUsd }: PlannedOrder): string[] {
  const prompt = 'prompt' in request ? request.prompt.split('\n').map((line) => styleText('dim', `  ${line}`)) : []
  return [`· ${[slotName(request.slot), ...shapeOf(request), model, usd(priceUsd)].join(' · ')}`, ...prompt]
}

function shapeOf(request: PlannedOrder['request']): string[] {
  if (request.kind === 'image') return [request.aspectRatio, request.resolution]
  return request.kind === 'clip' ? [`${request.durationSeconds} s`] : []
}
