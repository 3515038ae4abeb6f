import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { setupCommand } from './checkAccount.ts'
import { readAnswer } from './readAnswer.ts'
import { NOT_SET_UP, type Target } from './Target.ts'
import { wrangler, wranglerSaid } from './wrangler.ts'

const Row = z.object({ name: z.string(), owner: z.string(), created_at: z.string() })
/** A token as the table knows it: all but what it is. */
export type TokenRow = z.infer<typeof Row>

const Answer = z.tuple([z.object({ results: z.array(Row) })])

/** Which database: the deployment's own, or one on this machine as `wrangler dev` keeps it, in a folder if one is named. */
export type Place = 'remote' | { local: string | null }

/** The table of access tokens (worker/src/db/schema.ts) of a deployment. Every method throws a UserError that says what to do. */
export class TokenTable {
  readonly #target: Target
  readonly #place: Place

  constructor(target: Target, place: Place) {
    this.#target = target
    this.#place = place
  }

  /** Stores a token's hash. False when there is a token of that name already. */
  async add(token: { hash: string; name: string; owner: string; createdAt: string }): Promise<boolean> {
    const values = [token.hash, token.name, token.owner, token.createdAt].map(literal).join(', ')
    const insert = `INSERT INTO access_tokens (hash, name, owner, created_at) VALUES (${values})`
    return (await this.#run(`${insert} ON CONFLICT (name) DO NOTHING RETURNING name, owner, created_at`)).length > 0
  }

  /** All tokens, by name. */
  async list(): Promise<TokenRow[]> {
    return await this.#run('SELECT name, owner, created_at FROM access_tokens ORDER BY name')
  }

  /** Forgets a token. False when there is none of that name. */
  async remove(name: string): Promise<boolean> {
    const remove = `DELETE FROM access_tokens WHERE name = ${literal(name)}`
    return (await this.#run(`${remove} RETURNING name, owner, created_at`)).length > 0
  }

  async #run(sql: string): Promise<TokenRow[]> {
    const { database } = this.#target
    if (this.#place === 'remote' && database.id === NOT_SET_UP) {
      throw new UserError(`The database ${database.name} is not set up yet.\nType: ${setupCommand(this.#target)}`)
    }
    const result = await wrangler(this.#target, [
      ...['d1', 'execute', database.binding, ...this.#flags()],
      ...['--json', '--yes', `--command=${sql}`],
    ])
    if (!result.ok) throw this.#failure(wranglerSaid(result))
    return readAnswer(result.stdout, Answer)[0].results
  }

  #flags(): string[] {
    if (this.#place === 'remote') return ['--remote']
    return ['--local', ...(this.#place.local === null ? [] : ['--persist-to', this.#place.local])]
  }

  #failure(said: string): UserError {
    const { name, binding } = this.#target.database
    const migrate =
      this.#place === 'remote' ? 'npm run db:migrate' : `npx wrangler d1 migrations apply ${binding} --local`
    const next = /no such table/.test(said)
      ? `It has not got its tables yet. Type: ${migrate}`
      : 'Nothing was changed. Mend what wrangler says (npx wrangler login logs in), then type the same command again.'
    return new UserError(`The database ${name} did not do it.\n${said}${next}`)
  }
}

/** A text as SQLite reads it (https://sqlite.org/lang_expr.html#literal_values): wrangler takes no values beside a statement. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
