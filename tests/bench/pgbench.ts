import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FriendlyError } from '../../supabase/local/friendly-error.ts'

/** pgbench's own tables: so many × 100,000 accounts, so many hot rows. */
const scale = 20

export interface Load {
  database: string
  /** A script of our own, or the name of one of pgbench's: tpcb-like, simple-update. */
  script: string
  builtin?: boolean
}

/** Runs loads with PostgreSQL's own load generator against one server. */
export class Pgbench {
  readonly #binary = findPgbench()
  readonly #env: NodeJS.ProcessEnv
  readonly #folder = mkdtempSync(join(tmpdir(), 'fudian-bench-'))

  constructor(databaseUrl: string) {
    const { hostname, port, username, password } = new URL(databaseUrl)
    this.#env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password }
  }

  /** Fills pgbench's own tables in an empty database. */
  async initialise(database: string): Promise<void> {
    await this.#run(['--initialize', '--quiet', `--scale=${scale}`, database])
  }

  /**
   * Transactions per second that succeed; a transaction that fails ends the run with its error. Before it counts, connections get the
   * time to open and to plan, each a quarter of a second of its own: a pool of connections does that once a day.
   */
  async tps({ database, script, builtin = false }: Load, clients: number, seconds: number): Promise<number> {
    const file = join(this.#folder, 'load.sql')
    if (!builtin) writeFileSync(file, script)
    const warmUp = Math.ceil(Math.max(seconds / 2, clients / 4))
    const output = await this.#run([
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${clients}`,
      `--jobs=${Math.min(clients, 2)}`,
      `--time=${warmUp + seconds}`,
      '--progress=1',
      ...(builtin ? ['--builtin', script] : ['--file', file]),
      database,
    ])
    const perSecond = [...output.matchAll(/^progress: .*?([\d.]+) tps/gm)].map((line) => Number(line[1]))
    const steady = perSecond.slice(warmUp)
    if (steady.length === 0) throw new Error(`pgbench gave no figure:\n${output}`)
    return steady.reduce((sum, figure) => sum + figure, 0) / steady.length
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #run(args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(this.#binary, args, { env: this.#env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        if (error || /aborted/.test(stderr)) reject(new Error(`pgbench ${args.join(' ')}\n${stderr || error?.message}`))
        else resolve(stdout + stderr)
      })
    })
  }
}

/** pgbench of any version will do: it measures the server beside it. PGBENCH names one that is not on the PATH. */
function findPgbench(): string {
  const debian = '/usr/lib/postgresql'
  const candidates = [
    process.env['PGBENCH'] ?? 'pgbench',
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin', 'pgbench')) : []),
    '/opt/homebrew/opt/libpq/bin/pgbench',
    '/opt/homebrew/bin/pgbench',
  ]
  const found = candidates.find((binary) => spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0)
  if (found) return found
  throw new FriendlyError(
    "The benchmarks need pgbench, PostgreSQL's own load generator, which no npm package carries.\n" +
      '  Debian, Ubuntu:  sudo apt-get install postgresql-contrib\n' +
      '  Fedora:          sudo dnf install postgresql-contrib\n' +
      '  macOS:           brew install postgresql@17\n' +
      'Any version will do. If it is not on the PATH, name it: PGBENCH=/path/to/pgbench npm run bench',
  )
}
