import type { Settings } from './settings.ts'

/** Where the demo servers that run are reached, and the keys that they take. */
export type DemoServers = {
  director?: { url: string; key: string } | undefined
  images?: { url: string; key: string } | undefined
  clips?: { url: string; accessKey: string; secretKey: string } | undefined
}

/**
 * The Worker's variables: each part gets either the person's key and address, or its demo server's, never a mixture. So a base
 * URL in the environment that belongs to some other program changes nothing as long as its key is not set.
 */
export function workerVars(
  settings: Settings,
  demo: DemoServers,
  local: Record<string, string>,
): Record<string, string> {
  const director = demo.director
    ? { ANTHROPIC_API_KEY: demo.director.key, ANTHROPIC_BASE_URL: demo.director.url }
    : {
        ANTHROPIC_API_KEY: settings.ANTHROPIC_API_KEY,
        ANTHROPIC_AUTH_TOKEN: settings.ANTHROPIC_AUTH_TOKEN,
        AI_GATEWAY_TOKEN: settings.AI_GATEWAY_TOKEN,
        ANTHROPIC_BASE_URL: settings.ANTHROPIC_BASE_URL,
        ANTHROPIC_MODEL: settings.ANTHROPIC_MODEL,
        ANTHROPIC_EFFORT: settings.ANTHROPIC_EFFORT,
      }
  const images = demo.images
    ? { FAL_KEY: demo.images.key, FAL_BASE_URL: demo.images.url }
    : { FAL_KEY: settings.FAL_KEY, FAL_BASE_URL: settings.FAL_BASE_URL }
  const clips = demo.clips
    ? {
        KLING_ACCESS_KEY: demo.clips.accessKey,
        KLING_SECRET_KEY: demo.clips.secretKey,
        KLING_BASE_URL: demo.clips.url,
      }
    : {
        KLING_ACCESS_KEY: settings.KLING_ACCESS_KEY,
        KLING_SECRET_KEY: settings.KLING_SECRET_KEY,
        KLING_BASE_URL: settings.KLING_BASE_URL,
      }
  const rest = {
    LOG_PROMPTS: settings.LOG_PROMPTS,
    RETENTION_DAYS: settings.RETENTION_DAYS,
    IMAGE_MODEL: settings.IMAGE_MODEL,
    CLIP_MODEL: settings.CLIP_MODEL,
    CLIP_PROVIDER: settings.CLIP_PROVIDER,
    FAL_CONCURRENCY: settings.FAL_CONCURRENCY,
    KLING_CONCURRENCY: settings.KLING_CONCURRENCY,
    RESULT_HOSTS: settings.RESULT_HOSTS,
    PUBLIC_URL: settings.PUBLIC_URL,
    SESSION_BUDGET_USD: settings.SESSION_BUDGET_USD,
    DAILY_BUDGET_USD: settings.DAILY_BUDGET_USD,
  }
  const all = Object.entries({ ...director, ...images, ...clips, ...rest, ...local })
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}
