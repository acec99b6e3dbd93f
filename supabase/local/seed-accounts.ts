import './quiet-console.ts'
import { FriendlyError, reportFailure } from './friendly-error.ts'
import { seedAccountsOnly } from './seed.ts'

/** Makes the demo sign-ins on the project that the environment names; `supabase db push --include-seed` has put the demo data there. */
async function main(): Promise<void> {
  const { SUPABASE_URL: apiUrl, SUPABASE_SECRET_KEY: secretKey, SUPABASE_DB_URL: dbUrl } = process.env
  if (!apiUrl || !secretKey || !dbUrl)
    throw new FriendlyError('Set SUPABASE_URL, SUPABASE_SECRET_KEY and SUPABASE_DB_URL.')
  await seedAccountsOnly({ apiUrl, secretKey, dbUrl })
}

main().then(
  () => process.exit(0),
  (error: unknown) => process.exit(reportFailure(error)),
)
