import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { giveRole, makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'
import { afterEdit, verify } from './break-ledger.ts'

const debt = `select id from public.point_debts where tenant_id = $1 order by id limit 1`
const debtAccount = `select id from public.ledger_accounts where tenant_id = $1 and kind = 'debt'`
const revokedLot = `select lot_id as id from public.revoked_lots where tenant_id = $1 order by lot_id limit 1`
const revocation = `select id from public.grant_revocations where tenant_id = $1 order by id limit 1`

/** Each edit breaks one thing, and what follows from it; `subject` finds the first row (`$1` is the company). */
const edits: { broken: string; edit: string; subject: string; without?: string[] }[] = [
  {
    broken: 'a debt is owed by the holder',
    edit: `update public.ledger_transfers f set amount = 100000 where tenant_id = $1 and from_account_id = private.system_account_id($1, 'claims')`,
    subject: debtAccount,
  },
  {
    broken: 'a debt account holds what is outstanding',
    edit: `update public.ledger_accounts set balance = balance - 1 where tenant_id = $1 and kind = 'debt'`,
    subject: debtAccount,
  },
  {
    broken: 'a debt was booked',
    edit: `update public.point_debts set amount = amount + 1 where tenant_id = $1`,
    subject: debtAccount,
  },
  {
    broken: 'a debt was booked',
    edit: `delete from public.point_debts where tenant_id = $1`,
    subject: debtAccount,
  },
  {
    broken: 'what is settled was booked',
    edit: `update public.point_debts set settled = settled - 1 where tenant_id = $1`,
    subject: debtAccount,
  },
  {
    broken: 'a debt is settled at most in full',
    edit: `update public.point_debts set settled = amount + 1 where tenant_id = $1`,
    subject: debt,
    without: ['point_debts drop constraint settled_within_amount'],
  },
  {
    broken: 'a revocation took what it says',
    edit: `update public.grant_revocations set members = members + 1 where tenant_id = $1 and id = (${revocation})`,
    subject: revocation,
  },
  {
    broken: 'a lot is revoked once and for what it held',
    edit: `update public.revoked_lots set returned = returned + 1 where tenant_id = $1 and lot_id = (${revokedLot})`,
    subject: revokedLot,
  },
  {
    broken: 'a lot is revoked once and for what it held',
    edit: `update public.point_lots set revoked_at = null where tenant_id = $1 and id = (${revokedLot})`,
    subject: revokedLot,
  },
]

describe('verifying a ledger with revoked grants and debts', () => {
  let db: pg.Client
  let tenant: TenantFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    const hr = await makeMember(db, tenant)
    const member = await makeMember(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    await deposit(db, tenant.id, 10_000)
    const programme = await makeProgramme(db, tenant.id)
    for (const points of [100, 90]) {
      const lot = await grantTo(db, tenant, programme, member, points)
      await spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 40 }])
      const grant = await one(db, 'select grant_id from public.point_lots where id = $1', [lot])
      await callFunction(db, signedIn(hr.userId), 'revoke_grant', {
        batch_id: grant,
        reason: '发错了',
        idempotency_key: randomUUID(),
      })
    }
    await grantTo(db, tenant, programme, member, 30)
  })
  afterAll(() => db.end())

  it('finds nothing where only functions have written', async () => {
    expect(await verify(db, tenant.id)).toEqual([])
  })

  it.each(edits)('names the first row where this is broken: $broken', async ({ broken, edit, subject, without }) => {
    await afterEdit(
      db,
      tenant.id,
      edit,
      async () => {
        const found = await verify(db, tenant.id)
        expect(found.map((row) => row.invariant)).toContain(broken)
        expect(found.find((row) => row.invariant === broken)?.subject_id).toBe(await one(db, subject, [tenant.id]))
      },
      without,
    )
  })
})
