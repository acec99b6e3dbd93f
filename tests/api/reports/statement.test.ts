import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { atTime, openDatabase } from '../../support/database.ts'
import { grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeGuest } from '../../support/shop-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { makeTenant } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

interface Entry {
  seq: number
  kind: string
  amount: number
  balance_after: number
  created_at: string
  programme_name: string | null
  note: string | null
}

interface Page {
  entries: Entry[]
  next: number | null
}

const page = async (client: SupabaseClient, args: Record<string, unknown> = {}): Promise<Page> => {
  const { data, error } = await client.rpc('my_statement', args)
  if (error) throw error
  return data as Page
}

const briefly = ({ entries }: Page) => entries.map(({ kind, amount }) => [kind, amount])

describe('my_statement', () => {
  let db: pg.Client
  let company: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    const { tenant, employee } = company
    const festival = await makeProgramme(db, tenant.id, { name: '中秋', translations: { en: { name: 'Mid-Autumn' } } })
    await grantTo(db, tenant, festival, employee, 300, '2026-01-31T15:59:59Z')
    await grantTo(db, tenant, festival, employee, 200, '2026-01-31T16:00:00Z')
    const order = await atTime(db, '2026-02-10T00:00:00Z', () =>
      spend(db, tenant.id, employee.accountId, [{ lineNo: 1, amount: 50 }]),
    )
    await atTime(db, '2026-03-01T00:00:00Z', () => refund(db, tenant.id, order, [{ line_no: 1, amount: 5 }]))
    await grantTo(db, tenant, festival, company.colleague, 7, '2026-03-01T00:00:00Z')
  })
  afterAll(() => db.end())

  it('gives the newest rows first, with balances and the names of programmes', async () => {
    const { entries, next } = await page(company.employee.client)
    expect(next).toBeNull()
    expect(
      entries.map((row) => [row.kind, row.amount, row.balance_after, row.programme_name, new Date(row.created_at)]),
    ).toEqual([
      ['refund', 5, 455, null, new Date('2026-03-01T00:00:00Z')],
      ['spend', -50, 450, null, new Date('2026-02-10T00:00:00Z')],
      ['grant', 200, 500, '中秋', new Date('2026-01-31T16:00:00Z')],
      ['grant', 300, 300, '中秋', new Date('2026-01-31T15:59:59Z')],
    ])
  })

  it('reads on where a page ended, and says where the end is', async () => {
    const first = await page(company.employee.client, { page_size: 3 })
    expect(first.next).toBe(first.entries[2]!.seq)
    const second = await page(company.employee.client, { page_size: 3, before: first.next })
    expect(briefly(second)).toEqual([['grant', 300]])
    expect(second.next).toBeNull()
    expect((await page(company.employee.client, { page_size: 4 })).next).toBeNull()
  })

  it('filters by kind, also where a page ends', async () => {
    const { client } = company.employee
    expect(briefly(await page(client, { kinds: ['spend', 'refund'] }))).toEqual([
      ['refund', 5],
      ['spend', -50],
    ])
    const grants = await page(client, { kinds: ['grant'], page_size: 1 })
    expect(briefly(grants)).toEqual([['grant', 200]])
    expect(briefly(await page(client, { kinds: ['grant'], before: grants.next }))).toEqual([['grant', 300]])
    expect(briefly(await page(client, { kinds: ['expiry'] }))).toEqual([])
    expect((await page(client, { kinds: [] })).entries).toHaveLength(4)
  })

  it('filters by month in the company’s time zone', async () => {
    const { client } = company.employee
    expect(briefly(await page(client, { month: '2026-01-15' }))).toEqual([['grant', 300]])
    expect(briefly(await page(client, { month: '2026-02-28' }))).toEqual([
      ['spend', -50],
      ['grant', 200],
    ])
    expect(briefly(await page(client, { month: '2026-02-01', kinds: ['grant'] }))).toEqual([['grant', 200]])
    expect(briefly(await page(client, { month: '2025-12-01' }))).toEqual([])
    expect(briefly(await page(client, { month: '2026-04-01' }))).toEqual([])
  })

  it('lists the months with movements', async () => {
    const { data } = await company.employee.client.rpc('my_statement_months')
    expect(data).toEqual([
      { month: '2026-03-01', entries: 1 },
      { month: '2026-02-01', entries: 2 },
      { month: '2026-01-01', entries: 1 },
    ])
  })

  it('is a guest’s as well', async () => {
    const guest = await makeGuest(db, company.tenant, 66)
    expect(await callFunction(db, guest.caller, 'my_statement')).toMatchObject({
      entries: [{ kind: 'grant', amount: 66, balance_after: 66 }],
      next: null,
    })
    expect(await callFunction(db, guest.caller, 'my_statement_months')).toMatchObject([{ entries: 1 }])
  })

  it('is empty for whoever never had points, operators of the same and of another company included', async () => {
    const stranger = await signInAsNewMember(db, await makeTenant(db))
    for (const { client } of [company.hr, company.salesAdmin, stranger]) {
      expect(await page(client)).toEqual({ entries: [], next: null })
      expect(await page(client, { month: '2026-01-01' })).toEqual({ entries: [], next: null })
      expect((await client.rpc('my_statement_months')).data).toEqual([])
    }
  })

  it.each([
    [{ page_size: 0 }, 'page_size'],
    [{ page_size: 1001 }, 'page_size'],
    [{ page_size: null }, 'page_size'],
    [{ month: '1999-12-31' }, 'month'],
    [{ month: 'infinity' }, 'month'],
  ])('refuses %j', async (args, field) => {
    expect(refusal(await company.employee.client.rpc('my_statement', args))).toEqual({
      code: 'invalid_request',
      status: 400,
      details: { field, problem: 'out_of_range' },
    })
  })

  it('is closed to visitors and to members who have left', async () => {
    expect((await apiClient().rpc('my_statement')).error).not.toBeNull()
    const left = await signInAsNewMember(db, company.tenant, { status: 'departed' })
    expect(refusal(await left.client.rpc('my_statement'))).toMatchObject({ code: 'member_departed', status: 403 })
    expect(refusal(await left.client.rpc('my_statement_months'))).toMatchObject({ code: 'member_departed' })
  })
})
