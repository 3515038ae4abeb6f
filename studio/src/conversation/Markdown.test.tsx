import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Markdown } from './Markdown.tsx'

const html = (text: string, streaming = false) =>
  renderToStaticMarkup(<Markdown text={text} streaming={streaming} caret={null} />).replace(/ class="[^"]*"/g, '')

test.each([
  ['strong words', 'A **hard** flash', '<p>A <strong>hard</strong> flash</p>'],
  ['paragraphs, with their lines', 'One\ntwo\n\nthree', '<p>One\ntwo</p><p>three</p>'],
  ['a list', '- one\n- two', '<ul><li><p>one</p></li><li><p>two</p></li></ul>'],
  ['a numbered list that begins later', '3. one', '<ol start="3"><li><p>one</p></li></ol>'],
  ['a heading, as no heading of the page', '## Frames', '<p>Frames</p>'],
  [
    'a link of the web',
    '[look](https://example.com)',
    '<p><a href="https://example.com" target="_blank" rel="noreferrer">look</a></p>',
  ],
  ['no other link', '[look](javascript:alert(1))', '<p>[look](javascript:alert(1))</p>'],
  ['no picture', '![a cat](https://example.com/cat.png)', '<p>a cat</p>'],
  ['HTML, as text', 'a <b onclick="x()">b</b>', '<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>'],
  ['a block of HTML, as text', '<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
])('shows %s', (_, text, expected) => {
  expect(html(text)).toBe(expected)
})

test('closes what is still open while it grows, and takes it as written afterwards', () => {
  expect(html('A **hard fl', true)).toBe('<p>A <strong>hard fl</strong></p>')
  expect(html('A **hard fl')).toBe('<p>A **hard fl</p>')
})
