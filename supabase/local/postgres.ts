import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { endChild, type ChildProcesses } from './child-processes.ts'
import { FriendlyError } from './friendly-error.ts'
import { endLeftoverServer } from './postgres-leftovers.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { clusterDirOf, makeServerDir, serverUser } from './postgres-user.ts'

export interface PostgresOptions {
  dataDir: string
  logsDir: string
  port: number
  password: string
  /** Tests trade the safety of their throw-away data for speed. */
  durable: boolean
  /** Told when the server ends although nobody asked it to. */
  onFailure?: (message: string) => void
}

export interface PostgresServer {
  /** Address of a database for a role; the password is the data folder's own. */
  urlFor(role: string, database?: string): string
  stop(): Promise<void>
}

const startPatienceMs = 60_000

/** Creates the cluster on first use, ends what a killed stack left running, starts the server and waits until it answers. */
export async function startPostgres(options: PostgresOptions, children: ChildProcesses): Promise<PostgresServer> {
  const user = serverUser()
  const binaries = await postgresBinaries(user)
  const clusterDir = clusterDirOf(options.dataDir, user)
  mkdirSync(options.logsDir, { recursive: true })
  if (!existsSync(join(clusterDir, 'PG_VERSION'))) initialise()
  await endLeftoverServer(clusterDir)

  const logFile = join(options.logsDir, 'postgres.log')
  const log = openSync(logFile, 'a')
  const child = children.start(
    binaries.postgres,
    ['-D', clusterDir, ...serverFlags(options)],
    {
      ...user,
      stdio: ['ignore', log, log],
    },
    'SIGINT',
  )
  closeSync(log)

  const urlFor = (role: string, database = 'postgres') =>
    `postgresql://${role}:${options.password}@127.0.0.1:${options.port}/${database}`
  await waitUntilReady()
  const reportEnd = () => options.onFailure?.(`PostgreSQL ended unexpectedly; see ${logFile}`)
  child.once('exit', reportEnd)
  return {
    urlFor,
    async stop() {
      child.off('exit', reportEnd)
      await endChild(child, 'SIGINT', 20_000)
    },
  }

  function initialise(): void {
    makeServerDir(clusterDir, user)
    const passwordFile = join(dirname(clusterDir), `initdb-${process.pid}.txt`)
    writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o644 })
    const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
    const run = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${clusterDir}`,
        '--username=supabase_admin',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Under plain C, pg_trgm finds no trigram in Chinese at all.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        `--locale=${locale}`,
        ...(options.durable ? [] : ['--no-sync']),
      ],
      { ...user, encoding: 'utf8' },
    )
    rmSync(passwordFile, { force: true })
    if (run.status === 0) return
    rmSync(clusterDir, { recursive: true, force: true })
    throw new FriendlyError(
      `PostgreSQL could not be initialised in ${clusterDir}:\n${run.error?.message ?? run.stderr}`,
    )
  }

  async function waitUntilReady(): Promise<void> {
    const deadline = Date.now() + startPatienceMs
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null || !child.pid) break
      const client = new pg.Client({ connectionString: urlFor('supabase_admin'), connectionTimeoutMillis: 2_000 })
      try {
        await client.connect()
        await client.query('select 1')
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      } finally {
        await client.end().catch(() => undefined)
      }
    }
    await endChild(child, 'SIGQUIT', 2_000)
    const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n  ')
    throw new FriendlyError(`PostgreSQL did not start. The end of ${logFile}:\n  ${tail}`)
  }
}

function serverFlags({ port, durable }: PostgresOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // The path of a socket may be too long in a deep folder; nothing needs one.
    unix_socket_directories: '',
    max_connections: '200',
    shared_preload_libraries: 'pg_stat_statements',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
