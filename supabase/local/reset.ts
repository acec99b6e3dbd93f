import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FriendlyError, reportFailure } from './friendly-error.ts'
import { defaultDataDir } from './paths.ts'
import { endLeftoverServer } from './postgres-leftovers.ts'
import { clusterDirOf } from './postgres-user.ts'
import { runningStack } from './single-start.ts'

/** What the stack puts into its folder; anything else in there stays. */
const ours = ['deno', 'logs', 'secrets.json', 'stack.json', 'stack.pid']

async function main(): Promise<void> {
  const dataDir = defaultDataDir()
  const pid = runningStack(dataDir)
  if (pid)
    throw new FriendlyError(`A stack is running on ${dataDir} (process ${pid}). Stop it first: Ctrl-C, or kill ${pid}`)
  if (!existsSync(dataDir)) return
  const clusterDir = clusterDirOf(dataDir)
  await endLeftoverServer(clusterDir)
  rmSync(clusterDir, { recursive: true, force: true })
  for (const name of ours) rmSync(join(dataDir, name), { recursive: true, force: true })
  process.stdout.write(`Emptied ${dataDir}. The next \`npm start\` builds everything anew.\n`)
}

main().catch((error: unknown) => process.exit(reportFailure(error)))
