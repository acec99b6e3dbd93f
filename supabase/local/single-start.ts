import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FriendlyError } from './friendly-error.ts'
import { commandOf } from './postgres-leftovers.ts'

const fileName = 'stack.pid'

/** The process that runs a stack on this data folder, if one is alive. A process id used anew by something else doesn't count. */
export function runningStack(dataDir: string): number | undefined {
  const file = join(dataDir, fileName)
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8'))
  return pid !== process.pid && commandOf(pid)?.includes('node') ? pid : undefined
}

/** Makes sure that only one stack works on a data folder. Gives the way to free it again. */
export function claimDataDir(dataDir: string): () => void {
  const other = runningStack(dataDir)
  if (other)
    throw new FriendlyError(
      `A stack is already running on ${dataDir} (process ${other}).\n` +
        `  Use it, or stop it (Ctrl-C in its terminal, or: kill ${other}), or set FUDIAN_LOCAL_DIR to another folder.`,
    )
  const file = join(dataDir, fileName)
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}
