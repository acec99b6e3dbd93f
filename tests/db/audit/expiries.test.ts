import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTime, onConnections, openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'
import { afterEdit, verify } from './break-ledger.ts'

const run = `select id from public.expiry_runs where tenant_id = $1`
const expiry = `select id from public.ledger_transactions where tenant_id = $1 and kind = 'expiry'`

/** Each edit breaks one thing; `subject` finds the first row (`$1` is the company). */
const edits = [
  ['a run of expiry took what it says', `update public.expiry_runs set points = points + 1 where tenant_id = $1`, run],
  ['a run of expiry took what it says', `delete from public.expiry_run_entries where tenant_id = $1`, run],
  ['an expiry belongs to one run', `delete from public.expiry_run_entries where tenant_id = $1`, expiry],
  [
    'an expiry belongs to one run',
    `update public.expiry_run_entries set points = points + 1 where tenant_id = $1`,
    expiry,
  ],
  [
    'an undone expiry gives back at most what expired',
    `update public.expiry_run_entries set undone_by = transaction_id where tenant_id = $1`,
    expiry,
  ],
] as const

describe('verifying a ledger with expired points', () => {
  let db: pg.Client
  let tenant: TenantFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    const member = await makeMember(db, tenant)
    await deposit(db, tenant.id, 10_000)
    const lot = await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 100, '2020-01-01T00:00:00Z')
    await atTime(db, '2030-01-01T00:00:00Z', () =>
      db.query('select private.expire_lots($1, array[$2::uuid])', [tenant.id, lot]),
    )
  })
  afterAll(() => db.end())

  it('finds nothing where only functions have written', async () => {
    expect(await one<number>(db, `select count(*) from (${expiry}) e`, [tenant.id])).toBe(1)
    expect(await verify(db, tenant.id)).toEqual([])
  })

  it.each(edits)('names the first row where this is broken: %s', async (broken, edit, subject) => {
    await afterEdit(db, tenant.id, edit, async () => {
      const found = await verify(db, tenant.id)
      expect(found.find((row) => row.invariant === broken)?.subject_id).toBe(await one(db, subject, [tenant.id]))
    })
  })
})

describe('verifying a ledger while it is written', () => {
  it('gives no false alarm: it sees one moment', async () => {
    const db = await openDatabase()
    const tenant = await makeTenant(db)
    const member = await makeMember(db, tenant)
    await deposit(db, tenant.id, 10_000)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 5000)
    let writing = true
    const alarms = await onConnections(4, async (connection, index) => {
      const found: unknown[] = []
      if (index === 0) for (let i = 0; i < 25; i++) found.push(...(await verify(connection, tenant.id)))
      else
        while (writing) {
          const order = await spend(connection, tenant.id, member.accountId, [{ lineNo: 1, amount: 2 }])
          await refund(connection, tenant.id, order, [{ line_no: 1, amount: 1 }])
        }
      if (index === 0) writing = false
      return found
    })
    expect(alarms.flat()).toEqual([])
    expect(await verify(db, tenant.id)).toEqual([])
    await db.end()
  })
})
