import './quiet-console.ts'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoSignInLines } from './demo-sign-ins.ts'
import { reportFailure } from './friendly-error.ts'
import { startH5 } from './h5.ts'
import { defaultDataDir } from './paths.ts'
import { hostFromEnvironment, portsFromEnvironment } from './ports.ts'
import { startRemote } from './remote.ts'
import { removeStackFile, writeStackFile, type StackFacts } from './stack-file.ts'
import { startStack } from './stack.ts'
import { startSupabaseCli } from './supabase-cli-stack.ts'

const { values: flags } = parseArgs({
  options: {
    'no-h5': { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
    supabase: { type: 'boolean', default: false },
  },
})

interface Running {
  facts: StackFacts
  stop: () => Promise<void>
}

const write = (line = '') => process.stdout.write(`${line}\n`)

async function startEmbedded(onFailure: (message: string) => void): Promise<Running> {
  const dataDir = defaultDataDir()
  const ports = portsFromEnvironment()
  const host = hostFromEnvironment()
  const stack = await startStack({
    dataDir,
    ports,
    host,
    seed: !flags['no-seed'],
    functions: true,
    jobs: true,
    watch: true,
    durable: true,
    onStep: (step) => write(`· ${step}`),
    onFailure,
  })
  const { children, stop, ...facts } = stack
  const stops = [stop]
  const stopAll = async () => {
    for (const each of stops.reverse()) await each()
  }
  try {
    if (!flags['no-h5']) {
      write('· H5 client')
      const { apiUrl, publishableKey } = facts
      const h5 = await startH5(
        { port: ports.h5, host, apiUrl, publishableKey, logsDir: join(dataDir, 'logs'), onFailure },
        children,
      )
      stops.push(h5.stop)
      Object.assign(facts, { h5Url: h5.url })
    }
  } catch (error) {
    await stopAll()
    throw error
  }
  return { facts, stop: stopAll }
}

function announce(facts: StackFacts, startedAt: number): void {
  write()
  if (facts.h5Url) write(`  Mall (H5)   ${facts.h5Url}`)
  write(`  API         ${facts.apiUrl}`)
  write(`  Studio      ${facts.studioUrl}`)
  if (facts.dbUrl) write(`  Database    ${facts.dbUrl}`)
  write(`  Publishable ${facts.publishableKey}`)
  if (facts.secretKey) write(`  Secret      ${facts.secretKey}`)
  const signIns = demoSignInLines()
  if (signIns.length > 0) write(['', '  Demo sign-ins', ...signIns.map((line) => `    ${line}`)].join('\n'))
  write()
  write(`Ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C stops everything.`)
}

async function main(): Promise<void> {
  const startedAt = Date.now()
  let stopping: Promise<never> | undefined
  let running: Promise<Running> | undefined
  const shutDown = (code = 0) => {
    stopping ??= (async () => {
      write('\nStopping …')
      removeStackFile(defaultDataDir())
      await running?.then(({ stop }) => stop()).catch(() => undefined)
      process.exit(code)
    })()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutDown())
  const fail = (message: string) => {
    process.stderr.write(`\n✖ ${message}\n`)
    shutDown(1)
  }
  if (process.env['SUPABASE_URL']) running = startRemote()
  else running = flags.supabase ? startSupabaseCli() : startEmbedded(fail)
  const { facts } = await running
  if (stopping) return
  writeStackFile(defaultDataDir(), facts)
  announce(facts, startedAt)
}

main().catch((error: unknown) => process.exit(reportFailure(error)))
