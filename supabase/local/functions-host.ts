import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { endChild, type ChildProcesses } from './child-processes.ts'
import { functionsDir, repoRoot } from './paths.ts'
import { freePort } from './ports.ts'
import { watchSources } from './watch-sources.ts'

export interface FunctionsHostOptions {
  logsDir: string
  denoCacheDir: string
  /** What the platform gives every function: SUPABASE_URL and its kind. */
  environment: Record<string, string>
  /** Restart functions when their source or shared/ changes. */
  watch: boolean
}

export type FunctionState = 'stopped' | 'starting' | 'running' | 'failed'

interface Running {
  child: ChildProcess
  origin: string
  state: FunctionState
  ready: Promise<boolean>
}

const bootPatienceMs = 30_000

/** Runs each edge function in a Deno process of its own, started on first use and kept warm. */
export class FunctionsHost {
  readonly #options: FunctionsHostOptions
  readonly #children: ChildProcesses
  readonly #running = new Map<string, Running>()
  readonly #deno: string
  readonly #stopWatching: () => void

  constructor(options: FunctionsHostOptions, children: ChildProcesses) {
    this.#options = options
    this.#children = children
    mkdirSync(options.logsDir, { recursive: true })
    // npm's `deno` command is a wrapper that would swallow signals; this gives the program itself, linked in place if need be.
    const denoPackage = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string }
    this.#deno = denoPackage.runInstall()
    this.#stopWatching = options.watch ? watchSources((name) => void this.restart(name)) : () => undefined
  }

  /** The functions there are: folders with an index.ts, without those that only hold shared parts. */
  names(): string[] {
    if (!existsSync(functionsDir)) return []
    return readdirSync(functionsDir).filter(
      (name) => !name.startsWith('_') && existsSync(join(functionsDir, name, 'index.ts')),
    )
  }

  states(): Record<string, FunctionState> {
    return Object.fromEntries(this.names().map((name) => [name, this.#running.get(name)?.state ?? 'stopped']))
  }

  /** Where the function answers, started if need be; null when it does not start (its log says why). */
  async originOf(name: string): Promise<string | null> {
    const current = this.#running.get(name) ?? (await this.#start(name))
    if (await current.ready) return current.origin
    this.#running.delete(name)
    return null
  }

  /** Starts every function ahead of its first caller. */
  async warmUp(): Promise<void> {
    for (const name of this.names()) await this.originOf(name)
  }

  /** Ends one function, or all; the next request starts the new code. */
  async restart(name?: string): Promise<void> {
    const ending = [...this.#running].filter(([running]) => name === undefined || running === name)
    for (const [running] of ending) this.#running.delete(running)
    await Promise.all(ending.map(([, { child }]) => endChild(child, 'SIGTERM', 3_000)))
  }

  async stop(): Promise<void> {
    this.#stopWatching()
    await this.restart()
  }

  async #start(name: string): Promise<Running> {
    const port = await freePort()
    const already = this.#running.get(name)
    if (already) return already
    const log = openSync(join(this.#options.logsDir, `function-${name}.log`), 'a')
    const child = this.#children.start(
      this.#deno,
      [
        'run',
        '-c',
        join(functionsDir, 'deno.json'),
        '--no-prompt',
        '--allow-net',
        '--allow-env',
        '--allow-read',
        join(functionsDir, name, 'index.ts'),
      ],
      { cwd: repoRoot, stdio: ['ignore', log, log], env: this.#environment(port) },
    )
    closeSync(log)
    const origin = `http://127.0.0.1:${port}`
    const running: Running = { child, origin, state: 'starting', ready: Promise.resolve(false) }
    running.ready = answers(origin, child).then((up) => {
      running.state = up ? 'running' : 'failed'
      return up
    })
    child.once('exit', () => {
      running.state = 'failed'
      if (this.#running.get(name) === running) this.#running.delete(name)
    })
    this.#running.set(name, running)
    return running
  }

  #environment(port: number): NodeJS.ProcessEnv {
    const secretsFile = join(functionsDir, '.env')
    const secrets = existsSync(secretsFile) ? parseEnv(readFileSync(secretsFile, 'utf8')) : {}
    return {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TZ: 'UTC',
      NO_COLOR: '1',
      DENO_DIR: this.#options.denoCacheDir,
      DENO_NO_UPDATE_CHECK: '1',
      // Deno.serve() without an address listens here; the same source runs on Supabase unchanged.
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      ...secrets,
      ...this.#options.environment,
    }
  }
}

async function answers(origin: string, child: ChildProcess): Promise<boolean> {
  for (const deadline = Date.now() + bootPatienceMs; Date.now() < deadline;) {
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return false
    try {
      await fetch(origin, { method: 'OPTIONS' })
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  return false
}
