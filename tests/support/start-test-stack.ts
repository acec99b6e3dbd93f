import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../../supabase/local/ports.ts'
import type { StackFacts } from '../../supabase/local/stack-file.ts'
import { startStack } from '../../supabase/local/stack.ts'

export interface TestStackOptions {
  /** Fill it with the demo data; without, tests begin with an empty mall. */
  seed?: boolean
  /** Run edge functions (each starts when it is first called). */
  functions?: boolean
  /** Run scheduled jobs, which may act in the middle of a test. */
  jobs?: boolean
  /** True keeps what a real disk has to keep: for tests that kill the server. */
  durable?: boolean
  /** The port H5 will answer at, where a test serves it. */
  h5Port?: number
}

export type TestStackFacts = Omit<StackFacts, 'h5Url'> & { dataDir: string }

/** A stack in a temporary folder, deleted when it stops. */
export async function startTemporaryStack({
  seed = true,
  functions = true,
  jobs = false,
  durable = false,
  h5Port,
}: TestStackOptions): Promise<TestStackFacts & { stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fudian-test-'))
  const [api = 0, db = 0, h5 = 0] = await freePorts(3)
  const stack = await startStack({
    dataDir,
    ports: { api, db, h5: h5Port ?? h5 },
    host: '127.0.0.1',
    seed,
    functions,
    jobs,
    watch: false,
    durable,
  })
  const { children: _children, stop, ...facts } = stack
  return {
    ...facts,
    dataDir,
    async stop() {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The project that the environment names instead of a stack of our own. */
export function namedProject(): TestStackFacts | undefined {
  const { SUPABASE_URL: apiUrl, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY, SUPABASE_DB_URL } = process.env
  if (!apiUrl) return undefined
  if (!SUPABASE_PUBLISHABLE_KEY || !SUPABASE_SECRET_KEY || !SUPABASE_DB_URL)
    throw new Error(
      'To test another project, set SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY and SUPABASE_DB_URL.',
    )
  return {
    apiUrl,
    publishableKey: SUPABASE_PUBLISHABLE_KEY,
    secretKey: SUPABASE_SECRET_KEY,
    dbUrl: SUPABASE_DB_URL,
    adminDbUrl: process.env['SUPABASE_ADMIN_DB_URL'] ?? SUPABASE_DB_URL,
    functionsUrl: `${apiUrl}/functions/v1`,
    studioUrl: '',
    dataDir: '',
  }
}
