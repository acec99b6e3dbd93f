import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ChildProcesses } from './child-processes.ts'
import { prepareDatabase } from './database.ts'
import { FunctionsHost } from './functions-host.ts'
import { startGateway } from './gateway.ts'
import { healthReport } from './health.ts'
import { createLite, type Lite } from './lite.ts'
import { logFile } from './log-file.ts'
import { migrate } from './migrate.ts'
import { mediaDir } from './paths.ts'
import { addressableHost, assertPortFree, type Ports } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { clusterDirOf } from './postgres-user.ts'
import { loadProjectConfig } from './project-config.ts'
import { startScheduler, type Scheduler } from './scheduler.ts'
import { loadSecrets } from './secrets.ts'
import { isSeeded, seed } from './seed.ts'
import { claimDataDir } from './single-start.ts'
import type { StackFacts } from './stack-file.ts'

export interface StackOptions {
  dataDir: string
  ports: Ports
  host: string
  /** Fill an empty database with the demo data. */
  seed: boolean
  /** Run the edge functions. */
  functions: boolean
  /** Run the jobs of cron.job. */
  jobs: boolean
  /** Restart functions when their source changes. */
  watch: boolean
  /** False for tests: no fsync, cheap password hashes. */
  durable: boolean
  /** Told of each step that takes a moment. */
  onStep?: (step: string) => void
  /** Told when a service ends although nobody asked it to; the stack is of no use any more. */
  onFailure?: (message: string) => void
}

export interface Stack extends StackFacts {
  children: ChildProcesses
  stop(): Promise<void>
}

/** Starts PostgreSQL, migrates, and serves REST, Auth, Functions, Storage, Studio and scheduled jobs on one port. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, ports, host, onStep = () => undefined } = options
  mkdirSync(dataDir, { recursive: true })
  // PostgreSQL's user must get through to its own folder; what is secret in here has its own mode.
  chmodSync(dataDir, 0o755)
  const undo: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  undo.push(claimDataDir(dataDir))
  try {
    return await start()
  } catch (error) {
    await stop()
    throw error
  }

  async function start(): Promise<Stack> {
    const config = loadProjectConfig()
    const secrets = await loadSecrets(dataDir)
    const logsDir = join(dataDir, 'logs')
    const log = logFile(logsDir, 'gateway.log')
    const open = host !== '127.0.0.1' && host !== 'localhost' && host !== '::1'
    const apiUrl = `http://${addressableHost(host)}:${ports.api}`
    const siteUrl = `http://${addressableHost(host)}:${ports.h5}`
    const bcryptCost = options.durable ? 8 : 4
    // Passwords changed through lite get the same cost as those set through the admin API.
    process.env['LITE_AUTH_BCRYPT_COST'] = String(bcryptCost)
    process.env['DO_NOT_TRACK'] = '1'

    await assertPortFree('api', ports.api, host)
    const children = new ChildProcesses()
    undo.push(() => children.finished())

    onStep('PostgreSQL')
    const isNew = !existsSync(join(clusterDirOf(dataDir), 'PG_VERSION'))
    const server = await startPostgres(
      {
        dataDir,
        logsDir,
        port: ports.db,
        password: secrets.dbPassword,
        durable: options.durable,
        ...(options.onFailure ? { onFailure: options.onFailure } : {}),
      },
      children,
    )
    undo.push(() => server.stop())
    const dbUrl = server.urlFor('postgres')
    const adminDbUrl = server.urlFor('supabase_admin')

    onStep(isNew ? 'database: schemas and migrations' : 'migrations')
    await prepareDatabase(server, secrets.dbPassword)
    await migrate(dbUrl)

    const db = new pg.Pool({ connectionString: server.urlFor('supabase_lite'), max: 8 })
    db.on('error', (error) => log(`auth: ${error.message}`))
    undo.push(() => db.end())
    let lite: Lite | null = null
    let scheduler: Scheduler | null = null
    const closeServices = async () => {
      await scheduler?.stop()
      await lite?.close()
      scheduler = lite = null
    }
    const openServices = async () => {
      await closeServices()
      lite = createLite({ url: server.urlFor('supabase_lite'), secrets, config, siteUrl, admin: !open })
      if (options.jobs) scheduler = await startScheduler(dbUrl, logFile(logsDir, 'scheduler.log'))
    }
    await openServices()
    undo.push(closeServices)

    const functions = options.functions
      ? new FunctionsHost(
          {
            logsDir,
            denoCacheDir: join(dataDir, 'deno'),
            watch: options.watch,
            environment: {
              SUPABASE_URL: apiUrl,
              SUPABASE_ANON_KEY: secrets.publishableKey,
              SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
              SUPABASE_SERVICE_ROLE_KEY: secrets.secretKey,
              SUPABASE_SECRET_KEY: secrets.secretKey,
              SUPABASE_DB_URL: dbUrl,
            },
          },
          children,
        )
      : null
    if (functions) undo.push(() => functions.stop())

    onStep('gateway')
    undo.push(
      await startGateway({
        port: ports.api,
        host,
        apiUrl,
        siteUrl,
        secrets,
        config,
        db,
        mediaDir,
        bcryptCost,
        log,
        functions,
        lite: () => lite,
        pause: closeServices,
        resume: openServices,
        health: () =>
          healthReport({
            db,
            functions,
            jobs: options.jobs ? () => scheduler?.jobs() ?? null : null,
            lite: () => lite,
            apiUrl,
            publishableKey: secrets.publishableKey,
          }),
      }),
    )

    const seedTarget = { apiUrl, secretKey: secrets.secretKey, dbUrl }
    if (options.seed && !(await isSeeded(adminDbUrl))) {
      onStep('demo data')
      await seed(adminDbUrl, seedTarget)
    }

    return {
      apiUrl,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      dbUrl,
      adminDbUrl,
      functionsUrl: `${apiUrl}/functions/v1`,
      studioUrl: `${apiUrl}/`,
      children,
      stop,
    }
  }
}
