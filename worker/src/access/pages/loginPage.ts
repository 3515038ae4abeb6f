import { html } from 'hono/html'
import type { WaysIn } from '../waysIn.ts'
import type { Page } from './answerPage.ts'

type Login = {
  ways: WaysIn
  /** Where one wanted to go, on this host. */
  next: string
  /** Why the last try was in vain; empty before there was one. */
  trouble: string
}

/** Where one signs in: with a token, or by the way round through Cloudflare Access. */
export function loginPage({ ways, next, trouble }: Login): Page {
  if (!ways.tokens) {
    return {
      status: 200,
      title: 'Sign in through Cloudflare Access',
      body: html`
        <p>Access did not say who you are: your sign-in has run out, or this address is not behind it.</p>
        <p><a class="button" href="${next}">Try again</a></p>
        <p class="small">If that leads back here, whoever runs this studio adds this address to its Access application.</p>
      `,
    }
  }
  return {
    status: trouble === '' ? 200 : 401,
    title: 'Sign in',
    body: html`
      <p>This studio opens with an access token.</p>
      ${trouble && html`<p class="alert" role="alert" id="trouble">${trouble}</p>`}
      <form method="post" action="/login">
        <input type="hidden" name="next" value="${next}" />
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" required autofocus autocomplete="current-password"
          autocapitalize="off" spellcheck="false" ${trouble && html`aria-invalid="true" aria-describedby="trouble"`} />
        <button>Sign in</button>
      </form>
      ${
        ways.access
          ? html`<p class="small">Or <a href="${next}">sign in through Cloudflare Access</a>.</p>`
          : html`<p class="small">You have none? Whoever runs this studio makes one.</p>`
      }
    `,
  }
}
