import './quiet-console.ts'
import { rmSync } from 'node:fs'
import { writeBaseline } from './baseline.ts'
import { recreateDatabase } from './database.ts'
import { reportFailure } from './friendly-error.ts'
import { writeTypes } from './generate-types.ts'
import { migrate } from './migrate.ts'
import { defaultDataDir } from './paths.ts'
import { portsFromEnvironment } from './ports.ts'
import { endLeftoverServer } from './postgres-leftovers.ts'
import { clusterDirOf } from './postgres-user.ts'
import { seed } from './seed.ts'
import { runningStack } from './single-start.ts'
import { readStackFile, type StackFacts } from './stack-file.ts'
import { startStack } from './stack.ts'

const step = (text: string) => process.stdout.write(`· ${text}\n`)
const seeded = !process.argv.includes('--no-seed')

/** Builds the database of a running stack anew while the stack goes on; its services pause meanwhile. */
async function rebuildRunning(facts: StackFacts): Promise<void> {
  const { apiUrl, secretKey, dbUrl, adminDbUrl } = facts
  const tell = (what: 'pause' | 'resume') =>
    fetch(`${apiUrl}/_local/${what}`, { method: 'POST', headers: { apikey: secretKey } })
  const { password, host } = new URL(adminDbUrl)
  const urlFor = (role: string, database = 'postgres') => `postgresql://${role}:${password}@${host}/${database}`
  step('pausing the running stack')
  await tell('pause')
  try {
    step('database from the schemas')
    await recreateDatabase({ urlFor }, password)
    await migrate(dbUrl)
  } finally {
    await tell('resume')
  }
  if (!seeded) return
  step('demo data')
  await seed(adminDbUrl, { apiUrl, secretKey, dbUrl })
}

/** No stack runs: a new data folder is the quickest way to a new database. */
async function rebuildStopped(dataDir: string): Promise<void> {
  const clusterDir = clusterDirOf(dataDir)
  await endLeftoverServer(clusterDir)
  rmSync(clusterDir, { recursive: true, force: true })
  const stack = await startStack({
    dataDir,
    ports: portsFromEnvironment(),
    host: '127.0.0.1',
    seed: seeded,
    functions: false,
    jobs: false,
    watch: false,
    durable: true,
    onStep: step,
  })
  step('types')
  writeTypes(stack.dbUrl)
  await stack.stop()
}

async function main(): Promise<void> {
  const startedAt = Date.now()
  const dataDir = defaultDataDir()
  step('baseline from supabase/schemas')
  writeBaseline()
  const facts = runningStack(dataDir) ? readStackFile(dataDir) : undefined
  if (facts) {
    await rebuildRunning(facts)
    step('types')
    writeTypes(facts.dbUrl)
  } else await rebuildStopped(dataDir)
  process.stdout.write(`Rebuilt in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => process.exit(reportFailure(error)),
)
