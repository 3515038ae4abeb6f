import { createFactory } from 'hono/factory'
import type { OwnedApp } from '../http.ts'
import { describeApi } from '../openapi/describeApi.ts'

/** Made when it is first asked for: nobody needs it to start. */
let made: object | undefined

/** `GET /api/openapi.json`: the API as an OpenAPI 3.1 document. */
export const openApi = createFactory<OwnedApp>().createHandlers((c) => {
  made ??= describeApi()
  return c.json(made)
})
