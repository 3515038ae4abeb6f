/** The studio's colours and type (studio/src/tokens.css), as far as a page needs them that is shown before the studio may be. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f5f4f1; --sheet: #fff; --well: #ebe9e3; --ink: #1b1a18; --soft: #6d6a64;
  --line: #e3e0da; --outline: #cbc7bf; --accent: #c23c26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131312; --sheet: #1b1b1a; --well: #232322; --ink: #efede8; --soft: #9b978f;
    --line: #2b2a28; --outline: #45433f; --accent: #e8694f;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  min-height: 100dvh; display: grid; align-content: center; justify-items: center; padding: 2.5rem 1.5rem;
  background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5rem "Inter Variable", Inter, system-ui, sans-serif; -webkit-font-smoothing: antialiased;
}
main { width: 100%; max-width: 26rem; display: grid; gap: 0.75rem; }
svg { width: 1.75rem; height: 1.75rem; }
h1 { margin-top: 0.75rem; font-size: 1.25rem; line-height: 1.75rem; font-weight: 500; }
h2 { font-size: 0.9375rem; font-weight: 500; }
p, li { color: var(--soft); overflow-wrap: anywhere; text-wrap: pretty; }
.small { font-size: 0.8125rem; line-height: 1.25rem; }
.alert { color: var(--ink); border-left: 2px solid var(--accent); padding-left: 0.75rem; }
a { color: var(--ink); text-underline-offset: 4px; }
code {
  font: 0.8125rem/1.25rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--ink);
  background: var(--well); border-radius: 0.375rem; padding: 0.125rem 0.375rem; overflow-wrap: anywhere;
}
section { display: grid; gap: 0.375rem; padding: 1rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--sheet); }
section code { justify-self: start; }
form { display: grid; gap: 0.5rem; margin-top: 0.5rem; }
label { font-weight: 500; }
input {
  width: 100%; min-height: 2.75rem; padding: 0 0.875rem; border: 1px solid var(--outline); border-radius: 0.625rem;
  background: var(--sheet); color: var(--ink); font: inherit; font-size: 1rem;
}
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: 0 1rem; margin-top: 0.25rem;
  border: 0; border-radius: 0.625rem; background: var(--ink); color: var(--paper); font: inherit; font-weight: 500;
  text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { opacity: 0.9; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
input:focus-visible { outline-offset: -1px; }
`
