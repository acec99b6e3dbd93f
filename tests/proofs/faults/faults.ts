import { idempotency } from '../idempotency.ts'
import { ledger } from '../ledger/ledger.ts'
import { oversell } from '../oversell.ts'
import { Disproof, holds, type Proof, type ProofRun } from '../proof.ts'
import { refunds } from '../refunds.ts'
import { ProofServer } from '../server.ts'
import { faults, type Fault } from './planted.ts'

const proofs: Record<Fault['noticedBy'], Proof> = { idempotency, ledger, oversell, refunds }

const countFunctions = `
  select count(*)::int as count from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private')`

/** Plants the fault where every database of the server gets it. */
async function plant(server: ProofServer, { what, sql }: Fault): Promise<void> {
  const db = await server.connect()
  try {
    const count = async () => (await db.query<{ count: number }>(countFunctions)).rows[0]!.count
    const before = await count()
    await db.query(`create schema if not exists proofs; ${sql}`)
    // A function whose arguments have changed since would be planted beside the real one, and do no harm.
    holds(
      (await count()) === before,
      `The fault "${what}" no longer fits: there is no function of that signature to replace.`,
    )
  } finally {
    await db.end()
  }
}

/** Runs the proof on a server with the fault; gives the first line of what it finds. */
async function notice(run: ProofRun, fault: Fault): Promise<string> {
  const server = await ProofServer.start(false)
  try {
    await plant(server, fault)
    const found = await proofs[fault.noticedBy].run({ ...run, brief: true, shrink: false, server }).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
    if (!found) throw new Disproof(`The proof "${fault.noticedBy}" does not notice that ${fault.what}.`)
    return found.message.split('\n')[0]!.slice(0, 110)
  } finally {
    await server.stop()
  }
}

export const plantedFaults: Proof = {
  name: 'faults',
  title: 'each proof fails when a fault is planted that it should find',
  async run(run) {
    const figures: string[] = []
    const chosen = faults.filter(({ brief }) => !run.brief || brief)
    for (const fault of chosen) {
      figures.push(`${fault.what}: noticed by ${fault.noticedBy} (${await notice(run, fault)})`)
      run.progress.add(1, chosen.length, 'faults')
    }
    return figures
  },
}
