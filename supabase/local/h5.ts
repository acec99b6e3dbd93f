import { closeSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { endChild, type ChildProcesses } from './child-processes.ts'
import { FriendlyError } from './friendly-error.ts'
import { repoRoot } from './paths.ts'
import { addressableHost, assertPortFree } from './ports.ts'

export interface H5Options {
  port: number
  host: string
  apiUrl: string
  publishableKey: string
  logsDir: string
  /** Told when the server ends although nobody asked it to. */
  onFailure?: (message: string) => void
}

const startPatienceMs = 90_000

/** Serves the H5 client with uni-app's own dev server, which reloads as sources change. Gives its address and the way to stop it. */
export async function startH5(
  options: H5Options,
  children: ChildProcesses,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { port, host } = options
  await assertPortFree('h5', port, host)
  const uni = join(
    dirname(createRequire(import.meta.url).resolve('@dcloudio/vite-plugin-uni/package.json')),
    'bin',
    'uni.js',
  )
  const logFile = join(options.logsDir, 'h5.log')
  const log = openSync(logFile, 'w')
  const child = children.start(process.execPath, [uni, '--host', host, '--port', String(port), '--strictPort'], {
    cwd: repoRoot,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      UNI_INPUT_DIR: repoRoot,
      VITE_SUPABASE_URL: options.apiUrl,
      VITE_SUPABASE_PUBLISHABLE_KEY: options.publishableKey,
    },
  })
  closeSync(log)
  const reportEnd = () => options.onFailure?.(`The H5 server ended unexpectedly; see ${logFile}`)
  const stop = async () => {
    child.off('exit', reportEnd)
    await endChild(child, 'SIGTERM', 3_000)
  }
  const url = `http://${addressableHost(host)}:${port}`
  for (const deadline = Date.now() + startPatienceMs; Date.now() < deadline;) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const up = await fetch(url).then(
      () => true,
      () => false,
    )
    if (up) {
      child.once('exit', reportEnd)
      return { url, stop }
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n  ')
  throw new FriendlyError(`The H5 server did not start. The end of ${logFile}:\n  ${tail}`)
}
