import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { baselineFile, baselineText } from '../../supabase/local/baseline.ts'
import { ChildProcesses } from '../../supabase/local/child-processes.ts'
import { prepareDatabase, withClient } from '../../supabase/local/database.ts'
import { freePort } from '../../supabase/local/ports.ts'
import { startPostgres, type PostgresServer } from '../../supabase/local/postgres.ts'
import { clusterDirOf } from '../../supabase/local/postgres-user.ts'
import { runSql } from '../../supabase/local/sql-error.ts'

const password = 'proofs'

/** A server of a proof's own with the schema and nothing in it. Its folder is deleted at the end. */
export class ProofServer {
  readonly #dataDir: string
  readonly #port: number
  readonly #durable: boolean
  readonly #children = new ChildProcesses()
  #server: PostgresServer | undefined
  #copies = 0

  private constructor(dataDir: string, port: number, durable: boolean) {
    this.#dataDir = dataDir
    this.#port = port
    this.#durable = durable
  }

  static async start(durable: boolean): Promise<ProofServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'fudian-proof-'))
    chmodSync(dataDir, 0o755)
    const server = new ProofServer(dataDir, await freePort(), durable)
    await server.restart()
    await prepareDatabase({ urlFor: server.urlFor }, password)
    await withClient(server.urlFor('postgres'), (client) => runSql(client, baselineText(), baselineFile))
    return server
  }

  readonly urlFor = (role: string, database = 'postgres'): string =>
    `postgresql://${role}:${password}@127.0.0.1:${this.#port}/${database}`

  /** Connections as the superuser, who may set private.clock() and act as whoever is needed. The caller ends the pool. */
  pool(size: number, database = 'postgres'): pg.Pool {
    const pool = new pg.Pool({ connectionString: this.urlFor('supabase_admin', database), max: size })
    // A killed server breaks idle connections; whoever uses one next is told.
    pool.on('error', () => undefined)
    return pool
  }

  /** One connection as the superuser. The caller ends it. */
  async connect(database = 'postgres'): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.urlFor('supabase_admin', database) })
    // As for the pool: a query on a broken connection fails by itself.
    client.on('error', () => undefined)
    await client.connect()
    return client
  }

  /** Another database with the schema and nothing in it; nobody may be connected to the first one meanwhile. Gives its name. */
  async copyOfSchema(): Promise<string> {
    const name = `copy_${++this.#copies}`
    await withClient(this.urlFor('supabase_admin', 'template1'), async (client) => {
      await client.query(`create database ${name} template postgres strategy file_copy`)
      await client.query(`alter database ${name} set search_path to "$user", public, extensions`)
    })
    return name
  }

  /** Starts the server on its data, however it ended before. */
  async restart(): Promise<void> {
    this.#server = await startPostgres(
      {
        dataDir: this.#dataDir,
        logsDir: join(this.#dataDir, 'logs'),
        port: this.#port,
        password,
        durable: this.#durable,
      },
      this.#children,
    )
  }

  /** Ends every process of the server in the middle of whatever it does, as if the machine had stopped: kill -9. */
  async kill(): Promise<void> {
    const postmaster = Number(readFileSync(join(clusterDirOf(this.#dataDir), 'postmaster.pid'), 'utf8').split('\n')[0])
    // Each of the server's processes leads a group of its own. All are stopped first, so that none acts on the death of another.
    const all = [postmaster, ...childrenOf(postmaster)]
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) for (const pid of all) signalTo(pid, signal)
    while (isRunning(postmaster)) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.#children.finished()
    rmSync(this.#dataDir, { recursive: true, force: true })
    rmSync(clusterDirOf(this.#dataDir), { recursive: true, force: true })
  }
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child && parent === pid ? [child] : []))
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended between the list and the signal.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
