import { z } from 'zod'
import { ApiFailure, type Call } from './api.ts'

const Binding = z.discriminatedUnion('type', [
  z.object({ type: z.literal('durable_object_namespace'), name: z.string(), class_name: z.string() }),
  z.object({ type: z.literal('d1'), name: z.string(), id: z.string() }),
  z.object({ type: z.literal('r2_bucket'), name: z.string(), bucket_name: z.string() }),
  z.object({ type: z.literal('analytics_engine'), name: z.string(), dataset: z.string() }),
  z.object({ type: z.literal('assets'), name: z.string() }),
  z.object({ type: z.literal('plain_text'), name: z.string(), text: z.string() }),
])
export type Binding = z.infer<typeof Binding>

const Step = z.strictObject({ new_sqlite_classes: z.array(z.string()) })

const Metadata = z.object({
  main_module: z.string(),
  bindings: z.array(Binding),
  compatibility_date: z.iso.date().optional(),
  compatibility_flags: z.array(z.string()).default([]),
  keep_bindings: z.array(z.string()).default([]),
  migrations: z.strictObject({ old_tag: z.string().optional(), new_tag: z.string(), steps: z.array(Step) }).optional(),
  containers: z.array(z.looseObject({ class_name: z.string() })).optional(),
  assets: z.object({ jwt: z.string(), config: z.record(z.string(), z.unknown()).default({}) }).optional(),
  observability: z.object({ enabled: z.boolean() }).optional(),
})
export type Metadata = z.infer<typeof Metadata>

export type Upload = Metadata & {
  /** The code of the main module. */
  code: string
  /** The names that it exports. */
  exports: string[]
}

/** Reads a script as wrangler uploads it: a form of metadata and modules. */
export async function readUpload({ body, headers }: Call): Promise<Upload> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData()
  const metadata = Metadata.safeParse(JSON.parse(String(form.get('metadata'))))
  if (!metadata.success) throw new ApiFailure(400, 10021, `Uncaught: ${z.prettifyError(metadata.error)}`)
  const main = form.get(metadata.data.main_module)
  if (!(main instanceof File) || main.type !== 'application/javascript+module') {
    throw new ApiFailure(400, 10021, `No such module "${metadata.data.main_module}".`)
  }
  const names = metadata.data.bindings.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new ApiFailure(400, 10021, `Binding name '${twice}' already in use.`)
  const code = await main.text()
  return { ...metadata.data, code, exports: exportedNames(code) }
}

/** The names in the bundle's `export { a as b, … }`. */
function exportedNames(code: string): string[] {
  const lists = [...code.matchAll(/^export\s*\{([^}]*)\}/gm)].map(([, list = '']) => list)
  return lists.flatMap((list) =>
    list.split(',').map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  )
}
