import { spawnSync } from 'node:child_process'
import { supabaseCli } from './cli.ts'
import { FriendlyError } from './friendly-error.ts'
import { startRemote } from './remote.ts'
import { seedAccountsOnly } from './seed.ts'
import type { StackFacts } from './stack-file.ts'

/** Starts the Supabase CLI's own containers, migrated and seeded by the CLI, and serves H5 against them. */
export async function startSupabaseCli(): Promise<{ facts: StackFacts; stop: () => Promise<void> }> {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0)
    throw new FriendlyError(
      '`npm start -- --supabase` needs Docker, and `docker info` does not answer here.\n' +
        '  Start Docker, or leave out `--supabase`: the embedded stack needs nothing but Node.',
    )
  if (supabaseCli(['start'], 'inherit').status !== 0)
    throw new FriendlyError('`supabase start` failed; see its words above.')
  const status = supabaseCli(['status', '-o', 'json'])
  const known = JSON.parse(status.stdout) as Record<string, string>
  const environment = {
    SUPABASE_URL: known['API_URL'],
    SUPABASE_PUBLISHABLE_KEY: known['PUBLISHABLE_KEY'] ?? known['ANON_KEY'],
    SUPABASE_SECRET_KEY: known['SECRET_KEY'] ?? known['SERVICE_ROLE_KEY'],
    SUPABASE_DB_URL: known['DB_URL'],
    SUPABASE_STUDIO_URL: known['STUDIO_URL'],
  }
  const remote = await startRemote(environment)
  const { apiUrl, secretKey, dbUrl } = remote.facts
  await seedAccountsOnly({ apiUrl, secretKey, dbUrl })
  return {
    facts: remote.facts,
    async stop() {
      await remote.stop()
      supabaseCli(['stop'], 'inherit')
    },
  }
}
