import { describe, expect, it } from 'vitest'
import { columnsOf, sharesOf } from '../../../app/manage/batches/flow'
import type { Figures } from '../../../app/manage/batches/types'
import { previewInParts } from '../../../app/manage/preview'
import type { GrantEntry, GrantPreview } from '../../../app/manage/types'

const figures = (part: Partial<Figures>): Figures => ({
  unspent: 0,
  spent: 0,
  refunded: 0,
  expired: 0,
  returned: 0,
  settled: 0,
  debt: 0,
  debt_settled: 0,
  ...part,
})

describe('where a batch’s points are', () => {
  it('is told in shares of the whole; refunds and debts are no parts of it', () => {
    const shares = sharesOf(figures({ unspent: 600, spent: 300, expired: 100, refunded: 50, debt: 300 }))
    expect(shares.map(({ part, words }) => `${part} ${words}`)).toEqual(['unspent 60%', 'spent 30%', 'expired 10%'])
  })

  it('never rounds a little to nothing, nor nearly all to all', () => {
    const shares = sharesOf(figures({ unspent: 9999, spent: 1 }))
    expect(shares.map(({ words }) => words)).toEqual(['>99%', '<1%'])
    expect(sharesOf(figures({ unspent: 7 })).map(({ words }) => words)).toEqual(['100%'])
  })

  it('has a column for whatever happened to anybody, and always for the two that people ask for', () => {
    expect(columnsOf([figures({})])).toEqual(['unspent', 'spent'])
    expect(columnsOf([figures({}), figures({ returned: 1 })])).toEqual(['unspent', 'spent', 'returned'])
  })
})

describe('a preview of a long list', () => {
  const grants: GrantEntry[] = Array.from({ length: 5 }, (_, index) => ({ employee_no: `E${index}`, amount: 10 }))
  const answer = (part: GrantEntry[], more: Partial<GrantPreview> = {}): GrantPreview => ({
    members: part.length,
    total_points: part.length * 10,
    budget_account_id: 'b',
    budget_available: 45,
    budget_left: 45 - part.length * 10,
    expires_at: '2027-01-01T00:00:00Z',
    recipients_twice: 0,
    settles_debts: 1,
    problems: [],
    refusal: null,
    ...more,
  })

  it('is asked for part by part and told as one, with what the budget lacks for all of it', async () => {
    const whole = await previewInParts(grants, async (part) => answer(part), 2)
    expect(whole).toMatchObject({ members: 5, total_points: 50, budget_left: -5, settles_debts: 3 })
    expect(whole.refusal).toEqual({ code: 'insufficient_budget', details: { needed: 50, available: 45 } })
  })

  it('counts the entries with problems through', async () => {
    const problem = { index: 0, code: 'member_not_found', details: null }
    const whole = await previewInParts(grants, async (part) => answer(part, { problems: [problem] }), 2)
    expect(whole.problems.map(({ index }) => index)).toEqual([0, 2, 4])
  })

  it('takes the server’s word for a list that fits in one', async () => {
    expect(await previewInParts(grants, async (part) => answer(part))).toEqual(answer(grants))
  })
})
