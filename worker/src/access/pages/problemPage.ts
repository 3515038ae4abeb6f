import type { Problem } from '@fashion-shoot/protocol'
import { html } from 'hono/html'
import type { Page } from './answerPage.ts'

/** A problem, told to a person who opened an address. */
export function problemPage({ status, title, detail, hint }: Problem): Page {
  return {
    status,
    title,
    body: html`
      ${detail === title ? '' : html`<p>${detail}</p>`}
      <p>${hint}</p>
      <p><a href="/">Go to the studio</a></p>
    `,
  }
}
