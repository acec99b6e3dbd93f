import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'
import { afterEdit, verify } from './break-ledger.ts'

/**
 * Each edit breaks one thing, and what follows from it; verify_ledger() must name the first row. `subject` finds that row after the edit;
 * `$1` is the company.
 */
const edits: { broken: string[]; edit: string; subject?: string; violations?: number; without?: string[] }[] = [
  {
    broken: ['a balance equals the transfers', 'the ledger sums to zero'],
    edit: `update public.ledger_accounts set balance = balance + 1 where tenant_id = $1 and owner_kind = 'tenant' and kind = 'budget'`,
    subject: `select id from public.ledger_accounts where tenant_id = $1 and owner_kind = 'tenant' and kind = 'budget'`,
  },
  {
    broken: [
      'a balance equals the transfers',
      'a statement ends with the balance',
      'the ledger sums to zero',
      'the lots of a wallet make up its balance',
    ],
    edit: `update public.ledger_accounts set balance = balance + 1 where tenant_id = $1 and kind = 'wallet'`,
    subject: `select id from public.ledger_accounts where tenant_id = $1 and kind = 'wallet' order by id limit 1`,
    violations: 2,
  },
  {
    broken: ['a transfer names an account of the tenant'],
    edit: `update public.ledger_transfers set to_account_id = '00000000-0000-7000-8000-000000000001'
           where tenant_id = $1 and to_account_id = private.system_account_id($1, 'redeemed')`,
    subject: `select '00000000-0000-7000-8000-000000000001'::uuid as id where $1::uuid is not null`,
  },
  {
    broken: ['no balance is negative'],
    edit: `update public.ledger_transfers f set amount = 100000 from public.ledger_transactions t
           where f.tenant_id = $1 and t.id = f.transaction_id and t.kind = 'refund'`,
    subject: `select private.system_account_id($1, 'redeemed') as id`,
  },
  {
    broken: ['points go only where points may go'],
    edit: `update public.ledger_transfers set from_account_id = private.system_account_id($1, 'claims')
           where tenant_id = $1 and from_account_id = private.system_account_id($1, 'funding')`,
    subject: `select private.system_account_id($1, 'claims') as id`,
  },
  {
    broken: ['a lot holds what its transfers say', 'the lots of a wallet make up its balance'],
    edit: `update public.point_lots set remaining = remaining - 1
           where tenant_id = $1 and id = (select id from public.point_lots where tenant_id = $1 and remaining > 0 order by id desc limit 1)`,
    subject: `select id from public.point_lots where tenant_id = $1 and remaining > 0 order by id desc limit 1`,
  },
  {
    broken: ['a lot holds nothing or up to what was granted'],
    edit: `update public.point_lots set remaining = granted + 1 where tenant_id = $1`,
    subject: `select id from public.point_lots where tenant_id = $1 order by id limit 1`,
    violations: 3,
    without: ['point_lots drop constraint remaining_within_granted'],
  },
  {
    broken: ['a transfer names a lot of its wallet'],
    edit: `update public.ledger_transfers set lot_id = '00000000-0000-7000-8000-000000000001' where tenant_id = $1 and line_no = 2`,
    subject: `select '00000000-0000-7000-8000-000000000001'::uuid as id where $1::uuid is not null`,
  },
  {
    broken: ['a transaction moves what it says', 'a statement adds up from row to row'],
    edit: `update public.ledger_transactions set amount = amount - 1 where tenant_id = $1 and kind = 'spend'`,
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend'`,
  },
  {
    broken: ['a transaction moves what it says'],
    edit: `delete from public.ledger_transfers f using public.ledger_transactions t
           where f.tenant_id = $1 and t.id = f.transaction_id and t.kind in ('spend', 'refund')`,
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind in ('spend', 'refund') order by id limit 1`,
    violations: 2,
  },
  {
    broken: ['a transfer belongs to a transaction', 'a statement ends with the balance'],
    edit: `delete from public.ledger_transactions where tenant_id = $1 and kind = 'refund'`,
    subject: `select f.transaction_id as id from public.ledger_transfers f where f.tenant_id = $1
              and not exists (select from public.ledger_transactions t where t.tenant_id = $1 and t.id = f.transaction_id)`,
  },
  {
    broken: ['a transaction is booked for an account of the tenant'],
    edit: `insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after)
           values ($1, '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'refund', 0, 0)`,
    subject: `select '00000000-0000-7000-8000-000000000002'::uuid as id where $1::uuid is not null`,
  },
  {
    broken: ['points of wallets move through lots'],
    edit: `update public.ledger_transfers set lot_id = null where tenant_id = $1 and line_no = 2`,
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend'`,
  },
  {
    broken: ['points of an order lead to a line of it'],
    edit: `update public.ledger_transfers set line_no = null where tenant_id = $1 and line_no = 2`,
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend'`,
  },
  {
    broken: ['points of an order lead to a line of it'],
    edit: `update public.ledger_transactions set order_id = null where tenant_id = $1 and kind = 'spend'`,
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend'`,
  },
  {
    broken: ['a statement adds up from row to row'],
    edit: `update public.ledger_transactions set balance_after = balance_after + 1 where tenant_id = $1 and kind = 'spend'`,
    // The spend itself, and the refund that follows it.
    subject: `select id from public.ledger_transactions where tenant_id = $1 and kind = 'spend'`,
    violations: 2,
  },
  {
    broken: ['a grant is paid by its budget and lies in its lots'],
    edit: `update public.grants set total_points = total_points + 1 where tenant_id = $1`,
    subject: `select id from public.grants where tenant_id = $1 order by id limit 1`,
    violations: 3,
  },
  {
    broken: ['a grant is paid by its budget and lies in its lots'],
    edit: `update public.grant_lines set amount = amount + 1 where tenant_id = $1`,
    subject: `select id from public.grants where tenant_id = $1 order by id limit 1`,
    violations: 3,
  },
  {
    broken: ['points are granted by a grant'],
    edit: `update public.ledger_transactions set grant_id = '00000000-0000-7000-8000-000000000001' where tenant_id = $1 and kind = 'grant'`,
    subject: `select '00000000-0000-7000-8000-000000000001'::uuid as id where $1::uuid is not null`,
  },
  {
    broken: ['a lot was filled by its grant'],
    edit: `update public.point_lots set grant_id = (select id from public.grants where tenant_id = $1 order by id limit 1)
           where tenant_id = $1 and id = (select id from public.point_lots where tenant_id = $1 order by id desc limit 1)`,
    subject: `select id from public.point_lots where tenant_id = $1 order by id desc limit 1`,
    violations: 2,
  },
  {
    broken: ['no more is refunded than was spent'],
    edit: `update public.ledger_transactions set order_id = '00000000-0000-7000-8000-000000000001' where tenant_id = $1 and kind = 'refund'`,
    subject: `select '00000000-0000-7000-8000-000000000001'::uuid as id where $1::uuid is not null`,
  },
]

describe('verifying a ledger', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    member = await makeMember(db, tenant)
    const colleague = await makeMember(db, tenant)
    await deposit(db, tenant.id, 10_000)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 1000)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 200)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), colleague, 50)
    const order = await spend(db, tenant.id, member.accountId, [
      { lineNo: 1, amount: 100 },
      { lineNo: 2, amount: 50 },
    ])
    await refund(db, tenant.id, order, [{ line_no: 1, amount: 10 }])
  })
  afterAll(() => db.end())

  it('finds nothing in a ledger that only functions have written', async () => {
    expect(await verify(db, tenant.id)).toEqual([])
  })

  it('finds nothing in a company without points, nor in one that there is not', async () => {
    expect(await verify(db, (await makeTenant(db)).id)).toEqual([])
    expect(await verify(db, '00000000-0000-7000-8000-000000000001')).toEqual([])
  })

  it.each(edits)(
    'names the first row where this is broken: $broken',
    async ({ broken, edit, subject, violations = 1, without }) => {
      await afterEdit(
        db,
        tenant.id,
        edit,
        async () => {
          const found = await verify(db, tenant.id)
          const first = found.find((row) => row.invariant === broken[0])
          expect(found.map((row) => row.invariant)).toEqual(expect.arrayContaining(broken))
          expect(first?.details.violations).toBe(violations)
          if (subject) expect(first?.subject_id).toBe(await one(db, subject, [tenant.id]))
        },
        without,
      )
    },
  )

  it('gives one row per invariant, however many rows break it', async () => {
    const edit = `update public.point_lots set granted = granted + 1 where tenant_id = $1`
    await afterEdit(db, tenant.id, edit, async () => {
      const names = (await verify(db, tenant.id)).map((row) => row.invariant)
      expect(names).toEqual([...new Set(names)])
    })
  })

  it('keeps to the company it is asked about', async () => {
    const other = await makeTenant(db)
    const edit = `update public.ledger_accounts set balance = balance + 1 where tenant_id = $1 and kind = 'wallet'`
    await afterEdit(db, tenant.id, edit, async () => {
      expect(await verify(db, other.id)).toEqual([])
    })
  })
})
