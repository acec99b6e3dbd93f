import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTime, onConnections, openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'
import { afterEdit } from './break-ledger.ts'

interface Problem {
  problem: string
  transaction_id: string | null
  details: Record<string, unknown>
}

const first = '2026-01-05'
const second = '2026-01-06'

describe('sealing the ledger', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture

  /** A company that booked on the 5th and on the 6th of January, and nothing on the 7th. */
  const open = async () => {
    tenant = await makeTenant(db)
    member = await makeMember(db, tenant)
    const programme = await makeProgramme(db, tenant.id)
    await atTime(db, `${first}T08:00:00Z`, () => deposit(db, tenant.id, 10_000))
    await grantTo(db, tenant, programme, member, 500, `${first}T09:00:00Z`)
    for (const amount of [10, 20, 30])
      await atTime(db, `${second}T10:00:00Z`, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount }]))
  }
  const openAnother = async () => {
    const before = { tenant, member }
    await open()
    const other = tenant
    ;({ tenant, member } = before)
    return other
  }
  const seal = (now: string, upTo: string | null = null, of = tenant) =>
    atTime(db, now, () => one<{ seals: number }>(db, 'select public.seal_ledger($1, $2)', [upTo, of.id]))
  const problems = async (day: string, knownRoot: Buffer | null = null, of = tenant): Promise<Problem[]> => {
    const { rows } = await db.query<Problem>('select * from public.verify_seal($1, $2, $3)', [of.id, day, knownRoot])
    return rows
  }
  const seals = async (of = tenant) => {
    const { rows } = await db.query<{ day: string; transactions: number; transfers: number; root: Buffer }>(
      'select day::text, transactions, transfers, root from public.ledger_seals where tenant_id = $1 order by day',
      [of.id],
    )
    return rows
  }
  const rootOf = async (day: string) => (await seals()).find((row) => row.day === day)!.root
  const ofKind = (kind: string) =>
    one(db, 'select id from public.ledger_transactions where tenant_id = $1 and kind = $2 order by id limit 1', [
      tenant.id,
      kind,
    ])

  beforeAll(async () => {
    db = await openDatabase()
    await open()
    await seal('2026-01-08T02:00:00Z')
  })
  afterAll(() => db.end())

  it('leaves a seal for every day since the first, days without movements included', async () => {
    expect(await seals()).toMatchObject([
      { day: first, transactions: 2, transfers: 2 },
      { day: second, transactions: 3, transfers: 3 },
      { day: '2026-01-07', transactions: 0, transfers: 0 },
    ])
    for (const { day, root } of await seals()) expect(await problems(day, root)).toEqual([])
  })

  it('waits an hour after the day’s end', async () => {
    const other = await openAnother()
    expect((await seal('2026-01-07T00:59:59Z', null, other)).seals).toBe(1)
    expect((await seal('2026-01-07T01:00:00Z', null, other)).seals).toBe(1)
    expect((await seals(other)).map(({ day }) => day)).toEqual([first, second])
  })

  it('does nothing when it is done again, and stops where it is told to', async () => {
    expect((await seal('2026-01-08T02:00:00Z')).seals).toBe(0)
    const other = await openAnother()
    expect((await seal('2026-01-08T02:00:00Z', first, other)).seals).toBe(1)
  })

  it('seals each day once when two run at the same time', async () => {
    const other = await openAnother()
    const answers = await onConnections(2, async (connection) => {
      await connection.query(`select set_config('fudian.now', '2026-01-08T02:00:00Z', false)`)
      const answer = await one<{ seals: number }>(connection, 'select public.seal_ledger(null, $1)', [other.id])
      await connection.query(`select set_config('fudian.now', '', false)`)
      return answer
    })
    expect(answers.map((answer) => answer.seals).sort()).toEqual([0, 3])
    for (const { day } of await seals(other)) expect(await problems(day, null, other)).toEqual([])
  })

  it('says so when a day is not sealed', async () => {
    expect(await problems('2026-01-09')).toMatchObject([{ problem: 'not_sealed' }])
    expect(await problems('2025-01-01')).toMatchObject([{ problem: 'not_sealed' }])
  })

  it('does not depend on settings of the session', async () => {
    await db.query(`set timezone = 'Pacific/Auckland'; set datestyle = 'German'; set bytea_output = 'escape'`)
    expect(await problems(first)).toEqual([])
    await db.query(`reset timezone; reset datestyle; reset bytea_output`)
  })

  it.each([
    [
      'an amount, in the journal',
      'spend',
      `update public.ledger_transactions set amount = amount - 1 where tenant_id = $1 and id = (
         select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend' order by id limit 1)`,
    ],
    ['a note', 'deposit', `update public.ledger_transactions set note = 'x' where tenant_id = $1 and kind = 'deposit'`],
    [
      'a transfer',
      'deposit',
      `update public.ledger_transfers set amount = 1 where tenant_id = $1 and from_account_id = private.system_account_id($1, 'funding')`,
    ],
    [
      'a transfer added to a transaction',
      'deposit',
      `insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
       select tenant_id, transaction_id, 2, to_account_id, from_account_id, 1 from public.ledger_transfers
       where tenant_id = $1 and from_account_id = private.system_account_id($1, 'funding')`,
    ],
    ['a lot', 'grant', `update public.point_lots set granted = granted + 1 where tenant_id = $1`],
    ['a grant', 'grant', `update public.grants set note = 'x' where tenant_id = $1`],
  ])('finds an edit of %s', async (_what, kind, edit) => {
    const id = await ofKind(kind)
    await afterEdit(db, tenant.id, edit, async () => {
      const day = kind === 'spend' ? second : first
      expect(await problems(day)).toMatchObject([{ problem: 'edited', transaction_id: id }])
    })
  })

  it('does not take what changes rightly for an edit: what remains in a lot, and how long it is valid', async () => {
    const edit = `update public.point_lots set remaining = 1, expires_at = now(), revoked_at = now() where tenant_id = $1`
    await afterEdit(db, tenant.id, edit, async () => {
      expect(await problems(first)).toEqual([])
    })
  })

  it('finds two rows that changed places', async () => {
    const edit = `update public.ledger_transactions t set amount = o.amount, balance_after = o.balance_after
      from public.ledger_transactions o
      where t.tenant_id = $1 and o.tenant_id = $1 and (t.amount, o.amount) in ((-10, -20), (-20, -10))`
    await afterEdit(db, tenant.id, edit, async () => {
      expect((await problems(second)).map(({ problem }) => problem)).toEqual(['edited', 'edited'])
    })
  })

  it('finds a row that was deleted', async () => {
    const id = await ofKind('spend')
    const edit = `delete from public.ledger_transactions where tenant_id = $1 and id = '${id}'`
    await afterEdit(db, tenant.id, edit, async () => {
      expect(await problems(second)).toMatchObject([{ problem: 'deleted', transaction_id: id }])
    })
  })

  it.each([
    ['into a sealed day', `${second}T11:00:00Z`, second],
    ['into a day without movements', '2026-01-07T11:00:00Z', '2026-01-07'],
    ['before the first seal', '2025-06-01T00:00:00Z', first],
  ])('finds a row that was added later %s', async (_where, at, day) => {
    const id = randomUUID()
    const edit = `insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, created_at)
      values ($1, '${id}', '${member.accountId}', 'spend', -1, 1, '${at}')`
    await afterEdit(db, tenant.id, edit, async () => {
      expect(await problems(day)).toMatchObject([{ problem: 'inserted', transaction_id: id }])
    })
  })

  const editRow = `update public.ledger_transactions set note = 'forged' where tenant_id = $1 and kind = 'deposit'`
  const sealAgain = async (days: string[]) => {
    for (const day of days) {
      await db.query('delete from private.ledger_seal_leaves where tenant_id = $1 and day = $2', [tenant.id, day])
      await db.query('delete from public.ledger_seals where tenant_id = $1 and day = $2', [tenant.id, day])
      await db.query('select private.seal_day(array[$1::uuid], $2, $3)', [tenant.id, day, day === first])
    }
  }

  it('finds a row whose fingerprint was forged with it: the fingerprints do not make the root', async () => {
    await afterEdit(db, tenant.id, editRow, async () => {
      await db.query(
        `update private.ledger_seal_leaves c set leaves = (
           select string_agg(uuid_send(l.transaction_id) || l.leaf, '' order by l.transaction_id)
           from private.ledger_leaves(array[$1::uuid], '-infinity', '${second}T00:00:00Z') l
         )
         where c.tenant_id = $1 and c.day = $2`,
        [tenant.id, first],
      )
      expect(await problems(first)).toMatchObject([{ problem: 'seal_altered' }])
    })
  })

  it('finds a seal that was made again: the next day’s still names the old root', async () => {
    const kept = await rootOf(first)
    await afterEdit(db, tenant.id, editRow, async () => {
      await sealAgain([first])
      expect((await problems(first)).map(({ problem }) => problem)).toEqual(['chain_broken'])
      expect((await problems(second)).map(({ problem }) => problem)).toEqual(['chain_broken'])
      expect((await problems(first, kept)).map(({ problem }) => problem)).toEqual(['chain_broken', 'root_differs'])
    })
  })

  it('cannot tell when all seals since are made again, but whoever kept one root of them can', async () => {
    const kept = await rootOf('2026-01-07')
    await afterEdit(db, tenant.id, editRow, async () => {
      await sealAgain([first, second, '2026-01-07'])
      for (const day of [first, second, '2026-01-07']) expect(await problems(day)).toEqual([])
      expect(await problems('2026-01-07', kept)).toMatchObject([{ problem: 'root_differs' }])
    })
  })

  it('finds a seal that was taken out', async () => {
    const edit = `delete from private.ledger_seal_leaves where tenant_id = $1 and day = '${second}'`
    await afterEdit(db, tenant.id, edit, async () => {
      await db.query('delete from public.ledger_seals where tenant_id = $1 and day = $2', [tenant.id, second])
      expect(await problems(second)).toMatchObject([{ problem: 'not_sealed' }])
      expect((await problems(first)).map(({ problem }) => problem)).toEqual(['chain_broken'])
      expect((await problems('2026-01-07')).map(({ problem }) => problem)).toEqual(['chain_broken'])
    })
  })

  it('refuses changes of seals to everybody who leaves the guards on', async () => {
    for (const table of ['public.ledger_seals', 'private.ledger_seal_leaves'])
      for (const change of [`delete from ${table}`, `update ${table} set day = day`])
        await expect(db.query(`${change} where tenant_id = '${tenant.id}'`)).rejects.toMatchObject({ code: '23001' })
  })
})
