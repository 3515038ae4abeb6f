import type { Token, Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'

/** What stands within a line of Markdown. HTML is text, a picture is its description, and only addresses of the web are links. */
export function inlineMarkdown(tokens: Token[]): ReactNode {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever added, at the end.
    <Fragment key={index}>{show(token as InlineToken)}</Fragment>
  ))
}

type InlineToken =
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Link
  | Tokens.Image
  | Tokens.Br
  | Tokens.Text
  | Tokens.Escape

function show(token: InlineToken): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong className="font-medium">{inlineMarkdown(token.tokens)}</strong>
    case 'em':
      return <em>{inlineMarkdown(token.tokens)}</em>
    case 'del':
      return <del>{inlineMarkdown(token.tokens)}</del>
    case 'codespan':
      return <code className="rounded-inner bg-well px-1 text-base">{token.text}</code>
    case 'link':
      return link(token)
    case 'image':
      return token.text
    case 'br':
      return '\n'
    case 'escape':
      return token.text
    case 'text':
      return token.tokens === undefined ? token.text : inlineMarkdown(token.tokens)
    default:
      return (token as Token).raw
  }
}

function link({ href, tokens, raw }: Tokens.Link): ReactNode {
  if (!/^https?:\/\//i.test(href)) return raw
  return (
    <a href={href} target="_blank" rel="noreferrer" className="underline underline-offset-4">
      {inlineMarkdown(tokens)}
    </a>
  )
}
