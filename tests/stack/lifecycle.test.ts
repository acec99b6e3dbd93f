import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repoRoot } from '../../supabase/local/paths.ts'
import { freePorts } from '../../supabase/local/ports.ts'

interface Started {
  child: ChildProcess
  output: () => string
  exit: Promise<number | null>
}

let dataDir: string
let environment: NodeJS.ProcessEnv
let apiPort: number
/** Whatever a failing test left running goes with its watchdog. */
const started: ChildProcess[] = []

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fudian-lifecycle-'))
  chmodSync(dataDir, 0o755)
  const [api = 0, db = 0, h5 = 0] = await freePorts(3)
  apiPort = api
  environment = {
    ...process.env,
    FUDIAN_LOCAL_DIR: dataDir,
    FUDIAN_API_PORT: String(api),
    FUDIAN_DB_PORT: String(db),
    FUDIAN_H5_PORT: String(h5),
  }
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await waitUntil(() => processesOf(dataDir).length === 0)
  rmSync(dataDir, { recursive: true, force: true })
})

function start(...flags: string[]): Started {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'supabase/local/start.ts', '--no-h5', '--no-seed', ...flags],
    {
      cwd: repoRoot,
      env: environment,
    },
  )
  started.push(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text, exit: new Promise((resolve) => child.once('exit', resolve)) }
}

async function waitUntil(condition: () => boolean, seconds = 90): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; !condition();) {
    if (Date.now() > deadline) throw new Error(`Still not so after ${seconds} s: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const ready = async (stack: Started) => {
  await waitUntil(() => stack.output().includes('Ready after') || stack.child.exitCode !== null)
  expect(stack.output()).toContain('Ready after')
}

/** Processes whose command line or environment names the data folder: the server, functions, whatever else was started. */
function processesOf(dir: string): string[] {
  const list = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' })
  return list.split('\n').filter((line) => line.includes(dir) && !/^\s*\d+\s+Z/.test(line))
}

describe('stopping', () => {
  it('leaves no process behind and takes stack.json away', async () => {
    const stack = start()
    await ready(stack)
    const { apiUrl } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as { apiUrl: string }
    await fetch(`${apiUrl}/functions/v1/health`)
    expect(processesOf(dataDir).length).toBeGreaterThan(0)
    stack.child.kill('SIGINT')
    expect(await stack.exit).toBe(0)
    expect(processesOf(dataDir)).toEqual([])
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(false)
  })

  it('while it is still starting leaves no process behind either', async () => {
    const stack = start()
    await waitUntil(() => stack.output().includes('PostgreSQL'))
    stack.child.kill('SIGTERM')
    await stack.exit
    expect(processesOf(dataDir)).toEqual([])
  })
})

describe('a stack that was killed', () => {
  it('takes its children along, and the next start works', async () => {
    const first = start()
    await ready(first)
    first.child.kill('SIGKILL')
    await waitUntil(() => processesOf(dataDir).length === 0)
    const second = start()
    await ready(second)
    second.child.kill('SIGINT')
    await second.exit
  })

  it('starts although postmaster.pid names a process that is somebody else’s by now', async () => {
    const first = start()
    await ready(first)
    first.child.kill('SIGINT')
    await first.exit
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n\n`)
    const second = start()
    await ready(second)
    second.child.kill('SIGINT')
    await second.exit
  })
})

describe('a service that ends by itself', () => {
  it('is named with its log, and the rest is stopped', async () => {
    const stack = start()
    await ready(stack)
    const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(postmaster, 'SIGQUIT')
    expect(await stack.exit).toBe(1)
    expect(stack.output()).toContain('PostgreSQL ended unexpectedly')
    expect(stack.output()).toContain('postgres.log')
  })
})

describe('starting', () => {
  it('names a port that is in use and the variable to set', async () => {
    const squatter = createServer().listen(apiPort, '127.0.0.1')
    const stack = start()
    expect(await stack.exit).toBe(1)
    expect(stack.output()).toContain(`Port ${apiPort} (api) is in use`)
    expect(stack.output()).toContain('FUDIAN_API_PORT=')
    squatter.close()
  })

  it('twice on one data folder is refused with the process that holds it', async () => {
    const first = start()
    await ready(first)
    const second = start()
    expect(await second.exit).toBe(1)
    expect(second.output()).toContain(`process ${first.child.pid}`)
    first.child.kill('SIGINT')
    await first.exit
  })

  it('says so when the database was built from another text of a migration', async () => {
    const first = start()
    await ready(first)
    const { dbUrl } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as { dbUrl: string }
    const { default: pg } = await import('pg')
    const client = new pg.Client(dbUrl)
    await client.connect()
    await client.query(`insert into supabase_migrations.schema_migrations (version, statements) values ('20261121000000', array['other'])
       on conflict (version) do update set statements = excluded.statements`)
    await client.end()
    first.child.kill('SIGINT')
    await first.exit
    const second = start()
    expect(await second.exit).toBe(1)
    expect(second.output()).toContain('npm run reset')
  })
})
