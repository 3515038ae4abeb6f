import { html } from 'hono/html'
import type { Page } from './answerPage.ts'

/** What everybody sees while nobody can sign in: how the deployment's owner changes that. */
export function closedPage(): Page {
  return {
    status: 503,
    title: 'This studio is closed',
    body: html`
      <p>Nobody can sign in yet, so nothing is shown to anybody. If it is yours, choose a way in:</p>
      <section>
        <h2>An access token</h2>
        <p>Type this in the checkout; it prints one, for you or for somebody else.</p>
        <code>npm run token -- create NAME</code>
        <p>Then reload this page, and sign in with it.</p>
      </section>
      <section>
        <h2>Cloudflare Access</h2>
        <p>
          Put an Access application before this address, set <code>ACCESS_TEAM_DOMAIN</code> and <code>ACCESS_AUD</code>,
          and deploy again.
        </p>
      </section>
      <p class="small">docs/settings.md says more. <a href="/api/health">What works, and what does not</a></p>
    `,
  }
}
