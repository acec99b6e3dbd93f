import { join } from 'node:path'
import { ChildProcesses } from './child-processes.ts'
import { FriendlyError } from './friendly-error.ts'
import { startH5 } from './h5.ts'
import { logFile } from './log-file.ts'
import { defaultDataDir } from './paths.ts'
import { hostFromEnvironment, portsFromEnvironment } from './ports.ts'
import type { StackFacts } from './stack-file.ts'

/** Serves only the H5 client, against the project that SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY name. */
export async function startRemote(
  given: Record<string, string | undefined> = process.env,
): Promise<{ facts: StackFacts; stop: () => Promise<void> }> {
  const apiUrl = given['SUPABASE_URL']?.replace(/\/$/, '')
  const publishableKey = given['SUPABASE_PUBLISHABLE_KEY']
  if (!apiUrl || !publishableKey)
    throw new FriendlyError('To use another project, set both SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY.')
  const answer = await fetch(`${apiUrl}/auth/v1/health`, { headers: { apikey: publishableKey } }).catch(() => null)
  if (!answer?.ok)
    throw new FriendlyError(`${apiUrl} does not answer as a Supabase project (${answer?.status ?? 'no connection'}).`)
  const logsDir = join(defaultDataDir(), 'logs')
  logFile(logsDir, 'gateway.log')(`H5 against ${apiUrl}`)
  const children = new ChildProcesses()
  const h5 = await startH5(
    { port: portsFromEnvironment().h5, host: hostFromEnvironment(), apiUrl, publishableKey, logsDir },
    children,
  )
  return {
    facts: {
      apiUrl,
      publishableKey,
      secretKey: given['SUPABASE_SECRET_KEY'] ?? '',
      dbUrl: given['SUPABASE_DB_URL'] ?? '',
      adminDbUrl: given['SUPABASE_DB_URL'] ?? '',
      functionsUrl: `${apiUrl}/functions/v1`,
      studioUrl: given['SUPABASE_STUDIO_URL'] ?? 'https://supabase.com/dashboard',
      h5Url: h5.url,
    },
    async stop() {
      await h5.stop()
      children.finished()
    },
  }
}
