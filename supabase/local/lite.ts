import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import type { ProjectConfig } from './project-config.ts'
import type { Secrets } from './secrets.ts'

export interface LiteOptions {
  /** Address for the role supabase_lite. */
  url: string
  secrets: Secrets
  config: ProjectConfig
  siteUrl: string
  /** Studio's keyless access; only where nobody but this machine can reach the gateway. */
  admin: boolean
}

export interface Lite {
  fetch(request: Request, peerAddress: string | null): Promise<Response>
  close(): Promise<void>
}

/**
 * Lite writes an object in a call's arguments as JSON text, and its own serializer for json and jsonb would write that text as JSON
 * once more: functions would get a string instead of the object.
 */
const asJson = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const fromJson = (text: string): unknown => JSON.parse(text)
const jsonTypes = {
  json: { to: 114, from: [114], serialize: asJson, parse: fromJson },
  jsonb: { to: 3802, from: [3802], serialize: asJson, parse: fromJson },
}

/** REST, Auth and Studio of @supabase/lite over the real database. It reads the schema once: make a new one after migrations. */
export function createLite({ url, secrets, config, siteUrl, admin }: LiteOptions): Lite {
  const connection = createPostgresConnection({
    url,
    postgresOptions: { max: 20, idle_timeout: 60, onnotice: () => undefined, types: jsonTypes },
  })
  // Left alone, lite grants everything on every schema that has a policy to anon and authenticated, which would undo our grants.
  // In this state it takes roles and grants as they are, and still runs every request under the caller's role.
  Reflect.set(connection, 'rlsState', 'active')
  const app = new App({
    connection,
    api: {
      schemas: config.api.schemas,
      extra_search_path: config.api.extra_search_path,
      max_rows: config.api.max_rows,
    },
    auth: {
      enabled: true,
      jwt_secret: secrets.jwtSecret,
      publishable_key: secrets.publishableKey,
      secret_key: secrets.secretKey,
      site_url: siteUrl,
      ...config.auth,
      email: { enable_signup: config.auth.email.enabled, enable_confirmations: config.auth.email.enable_confirmations },
    },
    studio: { enabled: true },
    options: { server: { admin } },
  })
  return {
    fetch: (request, peerAddress) => app.fetch(request, { peerAddress }),
    // Left without a limit, the driver waits for ever for a connection whose caller went away; the server ends them all right after.
    close: () => connection.driver.end({ timeout: 2 }),
  }
}
