import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { baselineFile, baselineText } from './baseline.ts'
import { ChildProcesses } from './child-processes.ts'
import { prepareDatabase, recreateDatabase, withClient } from './database.ts'
import { migrate } from './migrate.ts'
import { freePort } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { runSql } from './sql-error.ts'

const password = 'scratch'

export interface ScratchDatabase {
  /** Builds a database of this name from supabase/migrations and gives its address. */
  fromMigrations(name: string): Promise<string>
  /** Builds a database of this name from supabase/schemas and gives its address. */
  fromSchemas(name: string): Promise<string>
  /** The address for another role. */
  urlFor(role: string, database: string): string
  stop(): Promise<void>
}

/** A throw-away server to build databases in and compare them. Its folder is deleted at the end. */
export async function startScratchDatabase(dataDir: string): Promise<ScratchDatabase> {
  chmodSync(dataDir, 0o755)
  const children = new ChildProcesses()
  const server = await startPostgres(
    { dataDir, logsDir: join(dataDir, 'logs'), port: await freePort(), password, durable: false },
    children,
  )
  const fresh = async (name: string) => {
    if (name === 'postgres') await prepareDatabase(server, password)
    else await recreateDatabase(server, password, name)
    return server.urlFor('postgres', name)
  }
  return {
    urlFor: server.urlFor,
    async fromMigrations(name) {
      const url = await fresh(name)
      await migrate(url)
      return url
    },
    async fromSchemas(name) {
      const url = await fresh(name)
      await withClient(url, (client) => runSql(client, baselineText(), baselineFile))
      return url
    },
    async stop() {
      await server.stop()
      children.finished()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
