import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import pg from 'pg'
import { localSourceDir } from './paths.ts'
import type { PostgresServer } from './postgres.ts'

/** How to reach a server's databases as a role. */
type Addresses = Pick<PostgresServer, 'urlFor'>

/** Runs `work` with one connection and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const sqlFile = (name: string) => readFileSync(join(localSourceDir, name), 'utf8')

/** Brings a database to the state in which Supabase hands it over: roles, schemas, auth, cron. May be run again. */
export async function prepareDatabase(server: Addresses, password: string, database = 'postgres'): Promise<void> {
  const adminUrl = server.urlFor('supabase_admin', database)
  await withClient(adminUrl, async (client) => {
    // Two databases prepared at once would collide on the cluster's shared catalogue of roles.
    await client.query('select pg_advisory_lock(7031)')
    await client.query(sqlFile('roles.sql'))
    for (const role of ['postgres', 'supabase_lite', 'authenticator'])
      await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
    const name = client.escapeIdentifier(database)
    await client.query(`alter database ${name} owner to postgres`)
    await client.query(`alter database ${name} set search_path to "$user", public, extensions`)
  })
  await createAuthSchema(adminUrl)
  await withClient(adminUrl, async (client) => {
    await client.query(sqlFile('auth-schema.sql'))
    await client.query(sqlFile('cron.sql'))
  })
}

async function createAuthSchema(adminUrl: string): Promise<void> {
  const connection = createPostgresConnection({ url: adminUrl, postgresOptions: { max: 1, onnotice: () => undefined } })
  try {
    await new App({
      connection,
      auth: { enabled: true, jwt_secret: 'only-used-to-create-tables' },
    }).ensureSystemSchema()
  } finally {
    await connection.close()
  }
}

/** Drops a database with everybody who is connected to it, and makes it new and empty. */
export async function recreateDatabase(server: Addresses, password: string, database = 'postgres'): Promise<void> {
  await withClient(server.urlFor('supabase_admin', 'template1'), async (client) => {
    const name = client.escapeIdentifier(database)
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template template0`)
  })
  await prepareDatabase(server, password, database)
}
