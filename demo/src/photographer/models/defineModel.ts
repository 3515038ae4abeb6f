import type { EndpointTypeMap } from '@fal-ai/client/endpoints'
import type { z } from 'zod'
import type { Order } from './Order.ts'

type Id = keyof EndpointTypeMap & string

/** The fields of an input, without what the vendor's client knows for that model: nothing is left of an input that fits. */
type Unpublished<Mine, Theirs> = {
  [Field in keyof Mine]-?: Field extends keyof Theirs
    ? Exclude<Mine[Field], undefined> extends Theirs[Field]
      ? never
      : Field
    : Field
}[keyof Mine]

type Price = {
  /** USD */
  usdPerUnit: number
  /** What fal counts, in the word of its pricing API. */
  unit: 'images' | 'megapixels' | 'generations' | 'seconds'
}

export type Model = Price & {
  /** Checks a submitted body, and says what it orders. */
  order: z.ZodType<Order>
}

/**
 * An entry of the table of models. The compiler holds its input against the types of fal's own client: a field or a value that
 * these do not have is an error here.
 *
 * @param input strict: the real service may ignore a field that it does not know, which is found only after it has cost money
 * @param order what a good input asks for
 */
export function defineModel<const Name extends Id, Input extends z.ZodObject>(
  name: Name,
  input: Input & ([Unpublished<z.input<Input>, EndpointTypeMap[Name]['input']>] extends [never] ? unknown : never),
  order: (input: z.output<Input>) => Order,
  price: Price,
): Record<string, Model> {
  return { [name]: { order: input.transform((checked) => order(checked as z.output<Input>)), ...price } }
}
