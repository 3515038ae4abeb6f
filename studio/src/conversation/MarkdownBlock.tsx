import type { Token, Tokens } from 'marked'
import { memo, type ReactNode } from 'react'
import { inlineMarkdown } from './inlineMarkdown.tsx'

type MarkdownBlockProps = { token: Token; caret: ReactNode }

/** One block of Markdown. A heading is only a strong line: the page's own headings are its outline. */
export const MarkdownBlock = memo(
  function MarkdownBlock({ token, caret }: MarkdownBlockProps) {
    return show(token as MarkedToken, caret)
  },
  (before, after) => before.token.raw === after.token.raw && before.caret === after.caret,
)

type MarkedToken =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Text
  | Tokens.List
  | Tokens.Blockquote
  | Tokens.Code
  | Tokens.Table
  | Tokens.Hr
  | Tokens.HTML

function show(token: MarkedToken, caret: ReactNode): ReactNode {
  switch (token.type) {
    case 'heading':
      return (
        <p className="font-medium">
          {inlineMarkdown(token.tokens)}
          {caret}
        </p>
      )
    case 'paragraph':
      return (
        <p className="whitespace-pre-wrap">
          {inlineMarkdown(token.tokens)}
          {caret}
        </p>
      )
    case 'list':
      return <List token={token} caret={caret} />
    case 'blockquote':
      return (
        <blockquote className="space-y-3 border-line border-l-2 pl-3 text-soft">
          {blocksOf(token.tokens, caret)}
        </blockquote>
      )
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-inner bg-well px-3 py-2 text-base">
          <code>{token.text}</code>
          {caret}
        </pre>
      )
    case 'table':
      return <Table token={token} />
    case 'hr':
      return <hr className="border-line" />
    default:
      // HTML, and whatever else Markdown may come to have, is shown as it was written.
      return (
        <p className="whitespace-pre-wrap">
          {token.type === 'text' ? inlineMarkdown(token.tokens ?? [token]) : token.raw.trimEnd()}
          {caret}
        </p>
      )
  }
}

function blocksOf(tokens: Token[], caret: ReactNode): ReactNode {
  const blocks = tokens.filter(({ type }) => type !== 'space')
  return blocks.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever added, at the end.
    <MarkdownBlock key={index} token={token} caret={index === blocks.length - 1 ? caret : null} />
  ))
}

function List({ token: { ordered, start, items }, caret }: { token: Tokens.List; caret: ReactNode }) {
  const Tag = ordered ? 'ol' : 'ul'
  return (
    <Tag
      {...(ordered && { start: Number(start) })}
      className={`space-y-1 pl-5 ${ordered ? 'list-decimal' : 'list-disc'} marker:text-soft`}
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever added, at the end.
        <li key={index}>{blocksOf(item.tokens, index === items.length - 1 ? caret : null)}</li>
      ))}
    </Tag>
  )
}

function Table({ token: { header, rows } }: { token: Tokens.Table }) {
  return (
    <div className="overflow-x-auto">
      <table className="text-left text-base">
        <thead>
          <tr>
            {header.map(({ tokens }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
              <th key={index} className="border-line border-b py-1 pr-4 font-medium">
                {inlineMarkdown(tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added, at the end.
            <tr key={index}>
              {row.map(({ tokens }, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
                <td key={column} className="border-line border-b py-1 pr-4">
                  {inlineMarkdown(tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
