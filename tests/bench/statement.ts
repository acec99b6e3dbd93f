import { asMember, settle, timed, type Bench } from './bench.ts'
import { generateLedger } from './generated-ledger.ts'
import { atMost, median, type Finding } from './report.ts'

const entries = 100_000
const pageSize = 20

/** Page 1 and page 1,000 of a long statement, each from where the page before has ended. */
export async function benchStatement({ db, connect, options, say }: Bench): Promise<Finding[]> {
  await generateLedger(db, { name: 'statement', wallets: 1, transfers: entries }, say)
  await settle(db)
  const member = await connect()
  const { rows } = await db.query<{ id: string; beyond: string }>(
    `select md5('statement')::uuid as id, max(seq) - ${pageSize * 999} + 1 as beyond from public.ledger_transactions where tenant_id = md5('statement')::uuid`,
  )
  const { id, beyond } = rows[0]!
  const page = (before: string | null) =>
    asMember(member, id, async () => {
      // The first time plans it.
      await read(before)
      return median(await repeat(options.brief ? 20 : 100, () => timed(() => read(before))))
    })
  const [first, thousandth] = [await page(null), await page(beyond)]
  await member.end()
  const detail = `of ${entries.toLocaleString('en')} entries, as the member`
  return [
    atMost('statement, page 1', first, 5, 'ms', detail),
    atMost('statement, page 1,000', thousandth, 5, 'ms', `${detail}; ${(thousandth / first).toFixed(2)} × page 1`),
  ]

  async function read(before: string | null): Promise<void> {
    const { rows } = await member.query<{ page: { entries: unknown[] } }>({
      name: 'statement',
      text: `select public.my_statement(before => $1, page_size => ${pageSize}) as page`,
      values: [before],
    })
    const { length } = rows[0]!.page.entries
    if (length !== pageSize) throw new Error(`A page of the statement has ${length} entries.`)
  }
}

async function repeat(times: number, work: () => Promise<number>): Promise<number[]> {
  const figures: number[] = []
  for (let time = 0; time < times; time++) figures.push(await work())
  return figures
}
