import { html, raw } from 'hono/html'
import { style } from './style.ts'

/** What `html` makes of a template: words in it are escaped. */
type Markup = ReturnType<typeof html>

/** A page of the Worker itself: its HTTP status, its title, and what it says below that. */
export type Page = { status: number; title: string; body: Markup }

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='16' cy='16' r='15' fill='%231b1a18'/%3E%3Ccircle cx='16' cy='16' r='6.5' fill='%23f5f4f1'/%3E%3C/svg%3E"

/** Answers with a page that runs no script, loads nothing, and lies in nobody's frame. */
export async function answerPage({ status, title, body }: Page): Promise<Response> {
  const page = await html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="${ICON}" />
    <title>${title}</title>
    <style>${raw(style)}</style>
  </head>
  <body>
    <main>
      <svg viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="13" fill="var(--ink)" /><circle cx="14" cy="14" r="5.5" fill="var(--paper)" /></svg>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`
  const styleHash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toBase64()
  return new Response(page.toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      // Not no-referrer: with that, browsers send the form's origin as "null".
      'referrer-policy': 'same-origin',
    },
  })
}
