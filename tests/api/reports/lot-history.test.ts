import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { atTime, openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeGuest, makeSku } from '../../support/shop-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import { makeTenant, one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

describe('lot_history', () => {
  let db: pg.Client
  let company: Company
  let lot: string

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    const { tenant, employee } = company
    const programme = await makeProgramme(db, tenant.id, { name: '中秋', translations: { en: { name: 'Mid-Autumn' } } })
    await grantTo(db, tenant, programme, employee, 20, '2026-01-01T00:00:00Z')
    lot = await grantTo(db, tenant, programme, employee, 300, '2026-01-02T00:00:00Z')
    const order = await atTime(db, '2026-02-10T00:00:00Z', () =>
      spend(db, tenant.id, employee.accountId, [
        { lineNo: 1, amount: 50 },
        { lineNo: 2, amount: 10 },
      ]),
    )
    await atTime(db, '2026-03-01T00:00:00Z', () => refund(db, tenant.id, order, [{ line_no: 2, amount: 4 }]))
  })
  afterAll(() => db.end())

  it('tells what the lot is and each movement of it, newest first, without those of other lots', async () => {
    const { data } = await company.employee.client.rpc('lot_history', { lot_id: lot })
    expect(data).toMatchObject({
      lot: {
        id: lot,
        programme_name: '中秋',
        translations: { en: { name: 'Mid-Autumn' } },
        occasion: 'festival',
        granted: 300,
        remaining: 264,
        revoked_at: null,
        scope: 'all',
        scope_names: [],
        granted_by_note: null,
      },
      movements: [
        { kind: 'refund', amount: 4 },
        { kind: 'spend', amount: -40 },
        { kind: 'grant', amount: 300, order_id: null, order_no: null },
      ],
    })
  })

  it('names what the points may buy, and what whoever granted wrote', async () => {
    const { hr, employee, tenant } = company
    const { categoryId, productId } = await makeSku(db, { name: '月饼' })
    const notes: unknown[] = []
    for (const [scope, id] of [
      ['categories', categoryId],
      ['products', productId],
    ] as const) {
      const programme = await makeProgramme(db, tenant.id, { scope, scope_ids: [id] })
      const granted = await callFunction<{ grant_id: string }>(db, hrCaller(), 'grant_points', {
        programme_id: programme,
        grants: [
          { member_id: employee.id, amount: 5, note: '第一' },
          { member_id: employee.id, amount: 6, note: '第二' },
        ],
        idempotency_key: randomUUID(),
      })
      const { rows } = await db.query<{ id: string }>(
        'select id from public.point_lots where tenant_id = $1 and grant_id = $2 order by granted',
        [tenant.id, granted.grant_id],
      )
      for (const { id: lotId } of rows) {
        const { data } = await employee.client.rpc('lot_history', { lot_id: lotId })
        const { lot: seen } = data as { lot: { scope_names: { id: string }[]; granted_by_note: string } }
        notes.push([seen.scope_names.map((name) => name.id), seen.granted_by_note])
      }
    }
    expect(notes).toEqual([
      [[categoryId], '第一'],
      [[categoryId], '第二'],
      [[productId], '第一'],
      [[productId], '第二'],
    ])
    function hrCaller() {
      return { role: 'authenticated', userId: hr.userId } as const
    }
  })

  it('is a guest’s as well', async () => {
    const guest = await makeGuest(db, company.tenant, 66)
    const own = await one(db, 'select id from public.point_lots where account_id = $1', [guest.accountId])
    expect(await callFunction(db, guest.caller, 'lot_history', { lot_id: own })).toMatchObject({
      lot: { granted: 66 },
      movements: [{ kind: 'grant', amount: 66 }],
    })
  })

  it('knows no lot of anybody else: not a colleague’s, not for HR, not for another company, none at all', async () => {
    const other = await makeTenant(db)
    await deposit(db, other.id, 10)
    const stranger = await signInAsNewMember(db, other)
    for (const { client } of [company.colleague, company.hr, company.salesAdmin, stranger])
      expect(refusal(await client.rpc('lot_history', { lot_id: lot }))).toMatchObject({
        code: 'lot_not_found',
        status: 404,
      })
    for (const id of [randomUUID(), null])
      expect(refusal(await company.employee.client.rpc('lot_history', { lot_id: id })).code).toBe('lot_not_found')
  })
})
