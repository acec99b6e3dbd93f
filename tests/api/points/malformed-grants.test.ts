import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { stackFacts } from '../../support/stack.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('a grant that cannot be read', () => {
  let db: pg.Client
  let company: Company
  let budget: number

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    budget = await balanceOf(db, company.tenant.budgetAccountId)
  })
  afterAll(async () => {
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(budget)
    await db.end()
  })

  const grant = (grants: unknown, key: string | null = randomUUID()) =>
    company.hr.client.rpc('grant_points', { programme_id: company.programme, grants, idempotency_key: key })

  /** Numbers that JavaScript would round or rewrite are sent as they stand. */
  const grantAsText = async (amount: string) => {
    const { data } = await company.hr.client.auth.getSession()
    const { apiUrl, publishableKey } = stackFacts()
    const answer = await fetch(`${apiUrl}/rest/v1/rpc/grant_points`, {
      method: 'POST',
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${data.session?.access_token ?? ''}`,
        'content-type': 'application/json',
      },
      body: `{"programme_id": "${company.programme}", "idempotency_key": "${randomUUID()}",
              "grants": [{"member_id": "${company.employee.id}", "amount": ${amount}}]}`,
    })
    return { status: answer.status, ...((await answer.json()) as { code: string; details: string }) }
  }

  it.each([
    '0',
    '-1',
    '1.5',
    '"5"',
    'null',
    'true',
    '[5]',
    '{}',
    '1e13',
    '1000000000001',
    '9223372036854775807',
    '9223372036854775808',
    '1e308',
  ])('because the amount is %s is refused with invalid_amount', async (amount) => {
    expect(await grantAsText(amount)).toMatchObject({ code: 'invalid_amount', status: 400, details: '{"index": 0}' })
  })

  it.each([
    ['no list', { member_id: 'x', amount: 1 }],
    ['null', null],
    ['an empty list', []],
    ['a list of text', ['E1001']],
    ['an entry for nobody', [{ amount: 1 }]],
    ['an entry for two', [{ employee_no: 'E1', department_id: randomUUID(), amount: 1 }]],
    ['an unknown field', [{ employee_no: 'E1', amount: 1, points: 5 }]],
    ['a number for an employee number', [{ employee_no: 1001, amount: 1 }]],
    ['a note that is no text', [{ employee_no: 'E1', amount: 1, note: 5 }]],
    ['a note that is too long', [{ employee_no: 'E1', amount: 1, note: '好'.repeat(201) }]],
    ['too many entries', Array.from({ length: 20_001 }, () => ({ employee_no: 'E1', amount: 1 }))],
  ])('because it is %s is refused with invalid_request', async (_, grants) => {
    expect(refusal(await grant(grants))).toMatchObject({ code: 'invalid_request', status: 400 })
  })

  it.each(['', 'short', 'x'.repeat(101), null])(
    'because the key is %j is refused with invalid_request',
    async (key) => {
      expect(refusal(await grant([{ member_id: company.employee.id, amount: 1 }], key))).toMatchObject({
        code: 'invalid_request',
        details: { field: 'idempotency_key' },
      })
    },
  )

  it.each(['x', 'E1001; drop table members', randomUUID()])('because nobody has the id %j', async (id) => {
    expect(refusal(await grant([{ member_id: id, amount: 1 }]))).toMatchObject({ code: 'member_not_found' })
    expect(refusal(await grant([{ department_id: id, amount: 1 }]))).toMatchObject({ code: 'department_not_found' })
  })
})
