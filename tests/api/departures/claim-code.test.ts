import type { SupabaseClient } from '@supabase/supabase-js'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, grantTo, lotsOf, makeProgramme } from '../../support/points-fixture.ts'
import { makeOfferedSku, makeSku, offer, somewhere, stockUp, type SkuFixture } from '../../support/shop-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

interface Claim {
  card_no: string
  pin: string | null
  valid_until: string
}

describe('a claim code', () => {
  let db: pg.Client
  let company: Company
  let leaver: Awaited<ReturnType<typeof signInAsNewMember>>
  let tea: SkuFixture
  let short: string
  let long: string
  let order: string

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    await db.query(`delete from private.sign_in_attempts where bucket = 'source'`)
    await db.query(`update public.tenants set departure_policy = 'keep_days', departure_keep_days = 30 where id = $1`, [
      company.tenant.id,
    ])
    tea = await makeOfferedSku(db, company.tenant, 40, 100)
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    leaver = await signInAsNewMember(db, company.tenant)
    const week = await makeProgramme(db, company.tenant.id, { validity_days: 7 })
    short = await grantTo(db, company.tenant, week, leaver, 60)
    long = await grantTo(db, company.tenant, company.programme, leaver, 100)
    order = await buy(leaver.client)
  })
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  async function buy(client: SupabaseClient, key = randomUUID() as string): Promise<string> {
    const { data: address } = await client.rpc('save_address', { address: somewhere }).throwOnError()
    const { data } = await client
      .rpc('place_order', {
        request: {
          lines: [{ sku_id: tea.skuId, quantity: 1, unit_points: 40 }],
          address_id: (address as { id: string }).id,
        },
        idempotency_key: key,
      })
      .throwOnError()
    return (data as { order_id: string }).order_id
  }
  const offboard = async (key = randomUUID() as string): Promise<Claim> => {
    const args = { member_id: leaver.id, reason: '合同到期', idempotency_key: key }
    const { data } = await company.hr.client.rpc('offboard_member', args).throwOnError()
    return (data as { claim: Claim }).claim
  }
  const enter = (claim: Claim) =>
    fetch(`${stackFacts().functionsUrl}/auth/card`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card_no: claim.card_no, pin: claim.pin }),
    })
  const signIn = async (claim: Claim): Promise<SupabaseClient> => {
    const { session } = (await (await enter(claim)).json()) as {
      session: { access_token: string; refresh_token: string }
    }
    const client = apiClient()
    const { error } = await client.auth.setSession(session)
    if (error) throw error
    return client
  }
  const endOf = (lot: string) => one<Date>(db, 'select expires_at from public.point_lots where id = $1', [lot])

  it('spends the very same lots as a guest, in the company’s mall, and goes on with the statement', async () => {
    const before = await lotsOf(db, leaver.accountId)
    const guest = await signIn(await offboard())
    expect(await lotsOf(db, leaver.accountId)).toEqual(before)
    const { data: profile } = await guest.rpc('my_profile')
    expect(profile).toMatchObject({ kind: 'card', member: null, card: { title: '离职积分' }, points: { balance: 120 } })
    expect((await guest.from('sku_offers').select('sku_id, price_points')).data).toEqual([
      { sku_id: tea.skuId, price_points: 40 },
    ])
    await buy(guest)
    expect(await lotsOf(db, leaver.accountId)).toEqual({ [short]: 0, [long]: 80 })
    const { data: statement } = await guest.from('statement_entries').select('kind, amount').order('seq')
    expect(statement).toEqual([
      { kind: 'grant', amount: 60 },
      { kind: 'grant', amount: 100 },
      { kind: 'spend', amount: -40 },
      { kind: 'spend', amount: -40 },
    ])
  })

  it('is valid for the company’s days, and its lots no longer, nor longer than they were', async () => {
    const before = await endOf(short)
    const claim = await offboard()
    const lastDay = new Date(Date.now() + (8 + 30 * 24) * 3600_000).toISOString().slice(0, 10)
    const until = new Date(`${lastDay}T23:59:59+08:00`)
    expect(new Date(claim.valid_until)).toEqual(until)
    expect([await endOf(short), await endOf(long)]).toEqual([before, until])
  })

  it('is given out with its PIN once: the same key again gives it without', async () => {
    const key = randomUUID()
    const claim = await offboard(key)
    expect(claim.pin).toMatch(/^[0-9A-Z]{8}$/)
    expect(await offboard(key)).toEqual({ ...claim, pin: null })
    const kept = await one<number>(
      db,
      `select count(*)::int from public.departures d where d.member_id = $1 and d::text like '%' || $2 || '%'`,
      [leaver.id, claim.pin],
    )
    expect(kept).toBe(0)
  })

  it('sees nothing of the former member but the wallet, and no offers to departments', async () => {
    const special = await makeSku(db)
    await offer(db, company.tenant, special, 1, {
      audience_kind: 'department',
      audience_id: company.tenant.departmentId,
    })
    await stockUp(db, special, 5)
    const guest = await signIn(await offboard())
    expect((await guest.from('orders').select('id')).data).toEqual([])
    expect((await guest.from('addresses').select('id')).data).toEqual([])
    expect((await guest.from('members').select('id')).data).toEqual([])
    expect((await guest.from('sku_offers').select('sku_id')).data).toEqual([{ sku_id: tea.skuId }])
    expect(refusal(await guest.rpc('cancel_order', { order_id: order })).code).toBe('order_not_found')
  })

  it('gets back what the platform refunds of an old order, into the very lot', async () => {
    const guest = await signIn(await offboard())
    await apiClient('secret').rpc('advance_order', { order_id: order, to_state: 'cancelled' }).throwOnError()
    expect(await lotsOf(db, leaver.accountId)).toEqual({ [short]: 60, [long]: 100 })
    expect((await guest.rpc('my_profile')).data).toMatchObject({ points: { balance: 160 } })
  })

  it('that is void is no claim any more: a refund follows the rule for holders who have left', async () => {
    const claim = await offboard()
    const guest = await signIn(claim)
    await db.query(`update public.cards set status = 'void' where number = $1`, [claim.card_no])
    expect(refusal(await guest.rpc('my_profile')).code).toBe('card_void')
    const budget = await one<number>(db, 'select balance from public.ledger_accounts where id = $1', [
      company.tenant.budgetAccountId,
    ])
    await apiClient('secret').rpc('advance_order', { order_id: order, to_state: 'cancelled' }).throwOnError()
    expect(
      await one(db, 'select balance - $2::bigint from public.ledger_accounts where id = $1', [
        company.tenant.budgetAccountId,
        budget,
      ]),
    ).toBe(40)
  })

  it('ends when the member is hired again', async () => {
    const claim = await offboard()
    const guest = await signIn(claim)
    await db.query(`update public.members set status = 'invited', user_id = null where id = $1`, [leaver.id])
    expect(refusal(await guest.rpc('my_profile')).code).toBe('card_void')
    expect(((await (await enter(claim)).json()) as { code: string }).code).toBe('card_void')
  })

  it('cannot be issued like other cards: its batch takes no money', async () => {
    await offboard()
    const batch = await one(db, 'select id from public.card_batches where tenant_id = $1 and for_departures', [
      company.tenant.id,
    ])
    const answer = await apiClient('secret').rpc('issue_cards', { batch_id: batch, count: 1 })
    expect(refusal(answer).code).toBe('card_batch_closed')
  })
})
