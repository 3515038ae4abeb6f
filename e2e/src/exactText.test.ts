/** @module What the model says comes to the client character for character, and to the page word for word, through every part in between. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPage } from './support/browser.ts'
import { createClient, json } from './support/client.ts'
import { asRead } from './support/conversation.ts'
import { expectTokensToMakeMessages } from './support/exactText.ts'
import { type Model, startModel } from './support/startModel.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { expectWholeTurn, type Logged } from './support/wire.ts'

/** Everything that a line protocol could trip over. The pieces of 👩🏽‍🎤 are separate tokens, as a model would send them. */
const TOKENS = [
  'A first line,',
  '\n',
  '\n  an indented one\twith a tab. ',
  '👩',
  '🏽',
  '\u200d',
  '🎤',
  ' Sängerin, 歌手. ',
  '\ndata: {"type":"complete"}\n\n',
  'data: [DONE]',
  '\r\n: a comment\nid: 1\nevent: end\n',
  '{"t":"done","end":"completed"}\n',
  '<script>alert("no")</script> &amp; **stars** `ticks` \\n "quotes" ',
  '\u2028\u2029\u00a0\ufeff\u0000\u001b[31m',
  ' the end. ',
]
const TEXT = TOKENS.join('')

let model: Model
let studio: Studio
let browser: Browser

beforeAll(async () => {
  model = await startModel(TOKENS, 40)
  const settings = { ANTHROPIC_API_KEY: 'key-of-the-test', ANTHROPIC_BASE_URL: model.url }
  ;[studio, browser] = await Promise.all([startStudio(settings), launchBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await studio?.stop()
  await model?.close()
})

it('keeps the exact text of tokens from the model to the client, live and in the log', async () => {
  const client = createClient(studio.url)
  const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
  const turn = await client.say(id, 'Say it.')
  expectWholeTurn(turn)
  const texts = (events: Logged[], type: string) =>
    events.flatMap(({ event }) => (event.type === type ? [event.text] : []))
  expect(texts(turn, 'assistant_message')).toEqual([TEXT])
  expectTokensToMakeMessages(turn)
  expect(texts(turn, 'text_delta')).toEqual(TOKENS)
  expect((await client.view(id)).conversation.find(({ kind }) => kind === 'director')?.text).toBe(TEXT)
})

it('shows it in the page, and lets none of its HTML become anything but text', async () => {
  const client = createClient(studio.url)
  const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
  const { page, troubles, shoot } = await openPage(browser, studio.url, 1024, 768)
  await page.goto(`/shoots/${id}`)
  await page.getByLabel('Message to the director').fill('Say it.')
  await page.getByRole('button', { name: 'Send' }).click()
  const words = page.getByTestId('director-words')
  const shown = async () => asRead((await words.textContent()) ?? '')
  await expect.poll(shown, { timeout: 20_000 }).toBe(asRead(TEXT))
  await shoot('exact-text')
  await page.reload()
  await expect.poll(shown).toBe(asRead(TEXT))
  expect(await words.locator('script').count()).toBe(0)
  expect(troubles).toEqual([])
})
