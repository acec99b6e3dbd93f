import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { join } from 'node:path'
import { localSourceDir } from './paths.ts'

/**
 * The programs a stack runs. Each gets a process group of its own, so that Ctrl-C reaches only the stack, which then
 * stops them in order; a watchdog ends them if the stack is killed outright.
 */
export class ChildProcesses {
  #watchdog: ChildProcess

  constructor() {
    this.#watchdog = spawn(process.execPath, [join(localSourceDir, 'watchdog.mjs')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    this.#watchdog.unref()
    this.#watchdog.stdin?.on('error', () => undefined)
  }

  /** Starts a program; `signal` is what asks it to end (PostgreSQL's fast shutdown is SIGINT). */
  start(command: string, args: string[], options: SpawnOptions, signal: NodeJS.Signals = 'SIGTERM'): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true })
    if (child.pid) this.#watchdog.stdin?.write(`${child.pid} ${signal}\n`)
    return child
  }

  /** Says that everything was stopped in order; the watchdog goes. */
  finished(): void {
    this.#watchdog.stdin?.end('done\n')
  }
}

/** Asks a process group to end and waits; after `patienceMs` it is killed. */
export async function endChild(child: ChildProcess, signal: NodeJS.Signals, patienceMs = 10_000): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  signalGroup(child.pid, signal)
  const timer = setTimeout(() => child.pid && signalGroup(child.pid, 'SIGKILL'), patienceMs)
  await ended
  clearTimeout(timer)
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // It ended between the question and the signal.
  }
}
