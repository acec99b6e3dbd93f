import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

/** Each edit breaks one thing; verify_ledger() must name it. The edits are rolled back. */
const edits: [invariant: string, edit: string][] = [
  ['a balance equals the transfers', `update public.ledger_accounts set balance = balance + 1 where kind = 'budget'`],
  ['the ledger sums to zero', `update public.ledger_accounts set balance = balance + 1 where kind = 'budget'`],
  [
    'the lots of a wallet make up its balance',
    `update public.ledger_accounts set balance = balance + 1 where kind = 'wallet'`,
  ],
  [
    'a statement ends with the balance',
    `update public.ledger_accounts set balance = balance + 1 where kind = 'wallet'`,
  ],
  ['a lot holds what its transfers say', `update public.point_lots set remaining = remaining - 1 where has_points`],
  [
    'a statement adds up from row to row',
    `update public.ledger_transactions set balance_after = balance_after + 1 where kind = 'spend'`,
  ],
  [
    'a transaction moves what it says',
    `update public.ledger_transactions set amount = amount - 1 where kind = 'spend'`,
  ],
  [
    'no more is refunded than was spent',
    `update public.ledger_transfers f set amount = 100000 from public.ledger_transactions t
     where t.id = f.transaction_id and t.kind = 'refund'`,
  ],
  [
    'points of an order lead to a line of it',
    `update public.ledger_transfers set line_no = null where line_no is not null`,
  ],
  ['points of wallets move through lots', `update public.ledger_transfers set lot_id = null where lot_id is not null`],
  [
    'a transfer names an account of the tenant',
    `update public.ledger_transfers set to_account_id = gen_random_uuid() where line_no is not null`,
  ],
  ['a grant is paid by its budget and lies in its lots', `update public.grants set total_points = total_points + 1`],
  [
    'points are granted by a grant',
    `update public.ledger_transactions set grant_id = gen_random_uuid() where kind = 'grant'`,
  ],
  [
    'no balance is negative',
    `update public.ledger_transfers f set amount = 100000 from public.ledger_transactions t
     where t.id = f.transaction_id and t.kind = 'refund'`,
  ],
]

describe('verifying a ledger', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    member = await makeMember(db, tenant)
    await deposit(db, tenant.id, 10_000)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 1000)
    const order = await spend(db, tenant.id, member.accountId, [
      { lineNo: 1, amount: 100 },
      { lineNo: 2, amount: 50 },
    ])
    await refund(db, tenant.id, order, [{ line_no: 1, amount: 10 }])
  })
  afterAll(() => db.end())

  it('finds nothing in a ledger that only functions have written', async () => {
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it.each(edits)('finds out where “%s” is broken', async (invariant, edit) => {
    await db.query('begin')
    try {
      // Constraints and triggers would refuse most of these edits; whoever owns the database can switch them off.
      await db.query('set local session_replication_role = replica')
      await db.query(edit.includes(' where ') ? `${edit} and ${ownRows(edit)}` : `${edit} where ${ownRows(edit)}`)
      const broken = (await brokenInvariants(db, tenant.id)) as { invariant: string }[]
      expect(broken.map((row) => row.invariant)).toContain(invariant)
    } finally {
      await db.query('rollback')
    }
  })

  const ownRows = (edit: string) => `${edit.includes('transfers f') ? 'f.' : ''}tenant_id = '${tenant.id}'`
})
