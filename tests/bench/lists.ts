import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { asMember, settle, timed, type Bench } from './bench.ts'
import { atMost, median, type Finding } from './report.ts'

interface List {
  what: string
  sql: string
  /** What the policies of this caller say, written out by hand; reading as the owner, whom no policy binds. */
  writtenOut: string
}

const lists: List[] = [
  {
    what: `a buyer's orders`,
    sql: `select id, order_no, state, total_points, placed_at from public.orders order by placed_at desc, id desc limit 15`,
    writtenOut: `select id, order_no, state, total_points, placed_at from public.orders
      where tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()) order by placed_at desc, id desc limit 15`,
  },
  {
    what: `HR's members`,
    sql: `select id, employee_no, name, status from public.members order by employee_no limit 50`,
    writtenOut: `select id, employee_no, name, status from public.members
      where tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')) order by employee_no limit 50`,
  },
]

/** Lists of one company among many: what row-level security adds to the same query with the same conditions written out. */
export async function benchLists({ db, connect, options, say }: Bench): Promise<Finding[]> {
  const { rows, tenants } = options
  const text = readFileSync(new URL('crowd.sql', import.meta.url), 'utf8')
  await db.query(text.replaceAll(':tenants', String(tenants)).replaceAll(':rows', String(rows)))
  await settle(db)
  const caller = await connect()
  const { rows: found } = await db.query<{ id: string }>(
    `select md5('crowd member 7')::uuid as id union all select md5('crowd member 8')::uuid`,
  )
  const findings: Finding[] = []
  for (const list of lists) {
    const bound = await time(caller, found[0]!.id, list.sql, 'authenticated', options.brief)
    const free = await time(caller, found[0]!.id, list.writtenOut, 'postgres', options.brief)
    say(`${list.what}: ${bound.toFixed(2)} ms under row-level security, ${free.toFixed(2)} ms without`)
    const detail = `${tenants.toLocaleString('en')} companies, ${rows.toLocaleString('en')} rows`
    findings.push(
      atMost(`list of ${list.what} under RLS`, bound, 5, 'ms', detail),
      atMost(
        `the same : without RLS`,
        bound / free,
        1.1,
        '×',
        `${free.toFixed(2)} ms as the owner, conditions written out`,
      ),
    )
  }
  await caller.end()
  return findings
}

/** The median in milliseconds of a list read again and again by one caller. */
async function time(db: pg.Client, userId: string, sql: string, role: string, brief: boolean): Promise<number> {
  return asMember(db, userId, async () => {
    await db.query(`select set_config('role', $1, true)`, [role])
    const figures: number[] = []
    for (let count = 0; count < (brief ? 30 : 200); count++)
      figures.push(await timed(() => db.query({ name: `${role} ${sql}`.slice(0, 60), text: sql })))
    return median(figures)
  })
}
