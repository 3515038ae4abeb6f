import { Sandbox as CloudflareSandbox } from '@cloudflare/sandbox'
import type { Env } from '../env.ts'

/** The Durable Object that owns one shoot's container. */
export class Sandbox extends CloudflareSandbox<Env> {
  override enableInternet = false
}
