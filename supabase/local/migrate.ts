import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { withClient } from './database.ts'
import { FriendlyError } from './friendly-error.ts'
import { migrationsDir } from './paths.ts'
import { runSql } from './sql-error.ts'

interface Migration {
  version: string
  name: string
  file: string
  sql: string
}

/** The migrations in supabase/migrations, oldest first. */
export function listMigrations(): Migration[] {
  if (!existsSync(migrationsDir)) return []
  return readdirSync(migrationsDir)
    .filter((name) => /^\d+_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const file = join(migrationsDir, name)
      const [version = '', ...words] = basename(name, '.sql').split('_')
      return { version, name: words.join('_'), file, sql: readFileSync(file, 'utf8') }
    })
}

/**
 * Applies what is missing, as the role `postgres`, and books it where the Supabase CLI books it, so that `supabase migration list`
 * and `supabase db push` agree. Gives the number applied. Throws when the database was built from another text of a migration.
 */
export async function migrate(url: string): Promise<number> {
  const migrations = listMigrations()
  return withClient(url, async (client) => {
    const applied = await appliedMigrations(client)
    const missing: Migration[] = []
    for (const migration of migrations) {
      const text = applied.get(migration.version)
      if (text === undefined) missing.push(migration)
      else if (text !== migration.sql) throw otherBaseline(migration)
    }
    for (const migration of missing) await apply(client, migration)
    return missing.length
  })
}

function otherBaseline({ version, name }: Migration): FriendlyError {
  return new FriendlyError(
    `The local database was built from another text of the migration ${version}_${name}.\n` +
      '  Its data cannot be carried over. Empty it and start again: npm run reset',
  )
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
    alter table supabase_migrations.schema_migrations add column if not exists statements text[];
    alter table supabase_migrations.schema_migrations add column if not exists name text;
  `)
  const { rows } = await client.query<{ version: string; sql: string | null }>(
    `select version, array_to_string(statements, E';\\n') as sql from supabase_migrations.schema_migrations`,
  )
  return new Map(rows.map(({ version, sql }) => [version, sql ?? '']))
}

async function apply(client: pg.Client, { version, name, file, sql }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await runSql(client, sql, file)
    // A migration may have changed what unqualified names mean or which role speaks.
    await client.query('reset all')
    await client.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])',
      [version, name, sql],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
