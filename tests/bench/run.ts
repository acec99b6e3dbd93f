import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import pg from 'pg'
import { reportFailure } from '../../supabase/local/friendly-error.ts'
import { startTemporaryStack } from '../support/start-test-stack.ts'
import type { Bench, Benchmark } from './bench.ts'
import { benchBytes } from './bytes.ts'
import { benchGrants } from './grants.ts'
import { benchHotSku } from './hot-sku.ts'
import { benchLists } from './lists.ts'
import { readOptions, type BenchOptions, type Part } from './options.ts'
import { benchOrders } from './orders.ts'
import { Pgbench } from './pgbench.ts'
import { table, type Finding } from './report.ts'
import { benchStatement } from './statement.ts'
import { benchVerify } from './verify.ts'

const benchmarks: Record<Part, Benchmark> = {
  orders: benchOrders,
  'hot-sku': benchHotSku,
  bytes: benchBytes,
  grants: benchGrants,
  statement: benchStatement,
  lists: benchLists,
  verify: benchVerify,
}

const startedAt = Date.now()
const say = (line: string) =>
  process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${line}\n`)

/** Runs the chosen benchmarks on a fresh server of their own, one after another, and prints what they found. */
async function main(options: BenchOptions): Promise<void> {
  say('starting a server that keeps what a real disk has to keep …')
  const stack = await startTemporaryStack({ durable: true, seed: false, functions: false })
  const clients: pg.Client[] = []
  const connect = async () => {
    const client = new pg.Client({ connectionString: stack.adminDbUrl })
    await client.connect()
    clients.push(client)
    return client
  }
  try {
    const db = await connect()
    const pgbench = new Pgbench(stack.adminDbUrl)
    await db.query(readFileSync(new URL('company.sql', import.meta.url), 'utf8'))
    await db.query('create database pgbench')
    await pgbench.initialise('pgbench')
    const bench: Bench = { db, connect, pgbench, options, say }
    const findings: Finding[] = []
    for (const part of options.only) {
      say(`— ${part}`)
      findings.push(...(await benchmarks[part](bench)))
    }
    pgbench.close()
    const { rows } = await db.query<{ version: string }>(`select current_setting('server_version') as version`)
    process.stdout.write(
      `\nPostgreSQL ${rows[0]!.version}, fsync on, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load generator on the same machine\n\n${table(findings)}\n`,
    )
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()))
    await stack.stop()
  }
}

try {
  await main(readOptions(process.argv.slice(2)))
  process.exit(0)
} catch (error) {
  process.exit(reportFailure(error))
}
