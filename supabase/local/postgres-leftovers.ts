import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FriendlyError } from './friendly-error.ts'

const patienceMs = 15_000

/** The command line of a running process, or undefined when there is none by this id. */
export function commandOf(pid: number): string | undefined {
  const proc = `/proc/${pid}/cmdline`
  if (existsSync('/proc/self/cmdline'))
    return existsSync(proc) ? readFileSync(proc, 'utf8').replaceAll('\0', ' ') : undefined
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  } catch {
    return undefined
  }
}

/**
 * After a kill -9, a server may still hold the cluster, or `postmaster.pid` may name a process that is gone or, worse,
 * somebody else's by now, which PostgreSQL takes for a running server and refuses to start.
 */
export async function endLeftoverServer(clusterDir: string): Promise<void> {
  const pidFile = join(clusterDir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const isOurs = () => commandOf(pid)?.includes(clusterDir) ?? false
  if (!isOurs()) {
    rmSync(pidFile, { force: true })
    return
  }
  process.kill(pid, 'SIGINT')
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    if (!isOurs()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new FriendlyError(`A PostgreSQL server from an earlier run (process ${pid}) does not end. Stop it: kill ${pid}`)
}
