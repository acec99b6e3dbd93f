import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, platform, signedIn, type Caller } from '../../support/act-as.ts'
import {
  attempt,
  freshSource,
  makeBatch,
  startIssue,
  type BatchFixture,
  type IssueProgress,
} from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { giveRole, makeMember, makeTenant, one } from '../../support/tenant-fixture.ts'

interface Part {
  part: number
  parts: number
  cards: { serial: number; card_no: string; pin: string }[]
}

let db: pg.Client
let second: pg.Client
beforeAll(async () => {
  db = await openDatabase()
  second = await openDatabase()
})
afterAll(async () => {
  await db.end()
  await second.end()
})

async function withManager(terms: Record<string, unknown> = {}): Promise<BatchFixture & { hr: Caller }> {
  const batch = await makeBatch(db, terms)
  const manager = await makeMember(db, batch.tenant)
  await giveRole(db, batch.tenant.id, manager.id, 'hr_manager')
  return { ...batch, hr: signedIn(manager.userId) }
}
const go = (caller: Caller, issue_id: string, max_cards: number, on = db) =>
  callFunction<IssueProgress>(on, caller, 'continue_card_issue', { issue_id, max_cards })
const take = (caller: Caller, issue_id: string, part: number, on = db) =>
  callFunction<Part>(on, caller, 'export_card_issue', { issue_id, part })

describe('an issue of cards', () => {
  it('is made step by step, paid as it grows, and its list signs in', async () => {
    const { hr, id, tenant } = await withManager({ face_value: 100 })
    const issue = await startIssue(db, hr, id, 25)
    expect(await go(hr, issue, 10)).toMatchObject({ state: 'making', made: 10, count: 25, parts: 1 })
    expect(await go(hr, issue, 10)).toMatchObject({ state: 'making', made: 20 })
    expect(await go(hr, issue, 10)).toMatchObject({ state: 'ready', made: 25, error_code: null })
    expect(await go(hr, issue, 10)).toMatchObject({ state: 'ready', made: 25 })
    expect(await one(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])).toBe(
      997_500,
    )
    const list = await take(hr, issue, 1)
    expect(list).toMatchObject({ part: 1, parts: 1 })
    expect(list.cards.map(({ serial }) => serial)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    for (const { card_no, pin } of [list.cards[0]!, list.cards[24]!])
      expect(await attempt(db, card_no, pin, freshSource())).toMatchObject({ outcome: 'signed_in' })
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('is the same issue for the same key, and a mismatch for another request', async () => {
    const { hr, id } = await withManager()
    const key = randomUUID()
    const start = (count: number) =>
      callFunction<IssueProgress>(db, hr, 'start_card_issue', { batch_id: id, count, idempotency_key: key })
    const first = await start(5)
    expect(await start(5)).toEqual(first)
    expect(await refusalOf(start(6))).toMatchObject({ code: 'idempotency_mismatch', status: 409 })
  })

  it.each([0, -1, 100_001, null])('of %s cards is refused', async (count) => {
    const { hr, id } = await withManager()
    const start = callFunction(db, hr, 'start_card_issue', { batch_id: id, count, idempotency_key: randomUUID() })
    expect(await refusalOf(start)).toMatchObject({ code: 'invalid_request', details: { field: 'count' } })
  })

  it('stops where the budget ends, says why, and goes on when there is more', async () => {
    const { hr, id, tenant } = await withManager({ face_value: 100_000 })
    const issue = await startIssue(db, hr, id, 15)
    expect(await go(hr, issue, 8)).toMatchObject({ made: 8 })
    expect(await go(hr, issue, 7)).toMatchObject({
      state: 'making',
      made: 8,
      error_code: 'insufficient_budget',
      error_details: { needed: 700_000, available: 200_000 },
    })
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
    await deposit(db, tenant.id, 500_000)
    expect(await go(hr, issue, 7)).toMatchObject({ state: 'ready', made: 15, error_code: null })
  })

  it('goes on by the job when whoever started it has gone', async () => {
    const { hr, id } = await withManager()
    const issue = await startIssue(db, hr, id, 3)
    for (let runs = 0; runs < 50; runs++) {
      if ((await callFunction<unknown>(db, platform, 'continue_card_issues', {})) === null) break
    }
    expect(await go(hr, issue, 1)).toMatchObject({ state: 'ready', made: 3 })
  })

  it('is made once by two machines at the same time', async () => {
    const { hr, id, tenant } = await withManager({ face_value: 10 })
    const issue = await startIssue(db, hr, id, 40)
    const run = async (on: pg.Client) => {
      while ((await go(hr, issue, 7, on)).state === 'making');
    }
    await Promise.all([run(db), run(second)])
    expect(await one(db, 'select count(*) from public.cards where issue_id = $1', [issue])).toBe(40)
    expect(await one(db, 'select count(distinct place) from private.pins_to_export where issue_id = $1', [issue])).toBe(
      40,
    )
    expect(await one(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])).toBe(
      999_600,
    )
  })
})

describe('the list of an issue', () => {
  it('leaves once: to exactly one of those who ask at the same time', async () => {
    const { hr, id } = await withManager({ face_value: 1 })
    const issue = await startIssue(db, hr, id, 30)
    await go(hr, issue, 30)
    const answers = await Promise.allSettled([take(hr, issue, 1), take(hr, issue, 1, second)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(take(hr, issue, 1))).toMatchObject({ code: 'already_exported', status: 409 })
    expect(await refusalOf(take(platform, issue, 1))).toMatchObject({ code: 'already_exported' })
    expect(await one(db, 'select count(*) from private.pins_to_export where issue_id = $1', [issue])).toBe(0)
  })

  it('comes in parts of 2,000, a full part already while later ones are made', async () => {
    const { hr, id } = await withManager({ face_value: 1 })
    const issue = await startIssue(db, hr, id, 2003)
    await go(hr, issue, 1000)
    expect(await refusalOf(take(hr, issue, 1))).toMatchObject({ code: 'card_issue_not_ready', status: 409 })
    await go(hr, issue, 1001)
    expect((await take(hr, issue, 1)).cards).toHaveLength(2000)
    expect(await refusalOf(take(hr, issue, 2))).toMatchObject({ code: 'card_issue_not_ready' })
    expect(await go(hr, issue, 1000)).toMatchObject({ state: 'exporting', exported_parts: [1] })
    expect((await take(hr, issue, 2)).cards.map(({ serial }) => serial)).toEqual([2001, 2002, 2003])
    expect(await go(hr, issue, 1)).toMatchObject({ state: 'exported', exported_parts: [1, 2] })
    for (const part of [0, 3, null])
      expect(await refusalOf(take(hr, issue, part as number))).toMatchObject({
        code: 'invalid_request',
        details: { field: 'part' },
      })
  }, 90_000)

  it('is out of reach of employees and other companies', async () => {
    const { hr, id, tenant } = await withManager()
    const issue = await startIssue(db, hr, id, 2)
    const employee = signedIn((await makeMember(db, tenant)).userId)
    const other = await makeTenant(db)
    const foreigner = await makeMember(db, other)
    await giveRole(db, other.id, foreigner.id, 'hr_manager')
    const stranger = signedIn(foreigner.userId)
    for (const call of [go, take]) {
      expect(await refusalOf(call(employee, issue, 1))).toMatchObject({ code: 'not_permitted', status: 403 })
      expect(await refusalOf(call(stranger, issue, 1))).toMatchObject({ code: 'card_issue_not_found', status: 404 })
    }
    expect(await refusalOf(startIssue(db, stranger, id, 1))).toMatchObject({ code: 'card_batch_not_found' })
    expect(await refusalOf(startIssue(db, employee, id, 1))).toMatchObject({ code: 'not_permitted' })
  })
})
