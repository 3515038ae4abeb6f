import type { EndpointTypeMap } from '@fal-ai/client/endpoints'

/** What is posted to fal's queue, and where. */
export type FalOrder = { endpoint: string; input: object }

/** An order whose input the compiler holds against the types that fal publishes for the endpoint. */
export function falOrder<Name extends keyof EndpointTypeMap & string>(
  endpoint: Name,
  input: EndpointTypeMap[Name]['input'],
): FalOrder {
  return { endpoint, input }
}
