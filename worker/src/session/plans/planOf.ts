import { type JobRequest, type Plan, type PlannedOrder, parametersOf, roundUsd } from '@fashion-shoot/protocol'
import type { Order } from '../../providers/Order.ts'
import { variantsOf } from '../../providers/variantsOf.ts'

/** A job as it would be ordered now, and its price in USD. Throws where it cannot be ordered. */
export type Quote = (request: JobRequest) => Order & { priceUsd: number }

/** What would be ordered of these requests, with all that may be chosen instead. Throws where one of them cannot be ordered. */
export function planOf(requests: readonly JobRequest[], quote: Quote): Plan {
  return withTotal(
    requests.map((request) => {
      const order = quote(request)
      const variants = variantsOf(order).map((one) => ({ ...parametersOf(one), priceUsd: quote(one).priceUsd }))
      return { request, model: order.model, priceUsd: order.priceUsd, variants }
    }),
  )
}

/** The plan of these orders, which nobody has approved yet. */
export function withTotal(orders: PlannedOrder[]): Plan {
  return { orders, totalUsd: roundUsd(orders.reduce((sum, { priceUsd }) => sum + priceUsd, 0)), approvedIn: null }
}
