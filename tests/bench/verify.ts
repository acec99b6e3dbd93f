import { settle, timed, type Bench } from './bench.ts'
import { generateLedger } from './generated-ledger.ts'
import { atMost, type Finding } from './report.ts'

/** verify_ledger over a large, sound ledger: it has to be fast enough to run every night. */
export async function benchVerify({ db, connect, options, say }: Bench): Promise<Finding[]> {
  const { transfers } = options
  await generateLedger(db, { name: 'ledger', wallets: Math.max(10, Math.round(transfers / 200)), transfers }, say)
  await settle(db)
  const checker = await connect()
  const broken: unknown[] = []
  const ms = await timed(async () => {
    const { rows } = await checker.query(`select * from public.verify_ledger(md5('ledger')::uuid) limit 5`)
    broken.push(...rows)
  })
  await checker.end()
  if (broken.length > 0) throw new Error(`The generated ledger is not sound: ${JSON.stringify(broken)}`)
  return [
    atMost(
      `verify_ledger, ${transfers.toLocaleString('en')} transfers`,
      ms / 1000,
      60,
      's',
      `${((ms / transfers) * 1000).toFixed(1)} µs a transfer`,
    ),
  ]
}
