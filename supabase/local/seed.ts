import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withClient } from './database.ts'
import { seedDir } from './paths.ts'
import { runSql } from './sql-error.ts'

/** What supabase/seed/accounts.ts gets: it makes sign-ins through the admin API, as the edge functions do. */
export interface SeedTarget {
  apiUrl: string
  secretKey: string
  dbUrl: string
  /** As a superuser, who may set the clock: the demo people act at different times. */
  adminDbUrl?: string
}

interface AccountsModule {
  seedAccounts(target: SeedTarget): Promise<void>
}

/** Whether the demo data is already there. The mark is the stack's own, so that seeding never depends on what a table holds. */
export async function isSeeded(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ seeded: boolean }>(
      `select exists (select from pg_shdescription where objoid = (select oid from pg_database where datname = current_database())
         and description = 'seeded') as seeded`,
    )
    return rows[0]?.seeded ?? false
  })
}

/** Runs supabase/seed/*.sql in the order of their names, then the accounts. SQL runs as a superuser, which may set the clock. */
export async function seed(adminUrl: string, target: SeedTarget): Promise<void> {
  const files = existsSync(seedDir)
    ? readdirSync(seedDir)
        .filter((name) => name.endsWith('.sql'))
        .sort()
    : []
  await withClient(adminUrl, async (client) => {
    for (const name of files) {
      const file = join(seedDir, name)
      await runSql(client, readFileSync(file, 'utf8'), file)
      await client.query('reset all')
    }
  })
  await seedAccountsOnly({ ...target, adminDbUrl: adminUrl })
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name')
    await client.query(`comment on database ${rows[0]?.name ?? 'postgres'} is 'seeded'`)
  })
}

/** Makes the demo sign-ins; a stack of the Supabase CLI has run the SQL itself. */
export async function seedAccountsOnly(target: SeedTarget): Promise<void> {
  const accounts = join(seedDir, 'accounts.ts')
  if (!existsSync(accounts)) return
  const module = (await import(pathToFileURL(accounts).href)) as AccountsModule
  await module.seedAccounts(target)
}
