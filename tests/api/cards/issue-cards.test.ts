import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, makeProgramme } from '../../support/points-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import { giveRole, makeTenant } from '../../support/tenant-fixture.ts'

let db: pg.Client
let hr: SupabaseClient
let employee: SupabaseClient
let programme: string
beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeTenant(db)
  await deposit(db, tenant.id, 10_000)
  programme = await makeProgramme(db, tenant.id, { occasion: 'card' })
  const manager = await signInAsNewMember(db, tenant)
  await giveRole(db, tenant.id, manager.id, 'hr_manager')
  hr = manager.client
  employee = (await signInAsNewMember(db, tenant)).client
})
afterAll(() => db.end())

describe('an HR manager', () => {
  it('saves a batch, issues its cards and takes their list, once', async () => {
    const saved = await hr.rpc('save_card_batch', {
      batch: {
        programme_id: programme,
        title: '中秋礼品卡',
        face_value: 100,
        valid_until: '2099-01-01T00:00:00+08:00',
      },
    })
    expect(saved.error).toBeNull()
    const batch = saved.data as { id: string }
    const started = await hr.rpc('start_card_issue', { batch_id: batch.id, count: 3, idempotency_key: randomUUID() })
    const issue = started.data as { issue_id: string }
    const made = await hr.rpc('continue_card_issue', { issue_id: issue.issue_id })
    expect(made.data).toMatchObject({ state: 'ready', made: 3, count: 3 })
    const list = await hr.rpc('export_card_issue', { issue_id: issue.issue_id, part: 1 })
    expect(list.data).toMatchObject({ part: 1, parts: 1, cards: [{ serial: 1 }, { serial: 2 }, { serial: 3 }] })
    const again = await hr.rpc('export_card_issue', { issue_id: issue.issue_id, part: 1 })
    expect([again.status, again.error?.code]).toEqual([409, 'already_exported'])
    const issues = await hr.from('card_issues').select('id, batch_id, wanted, made, state, exported_parts')
    expect(issues.data).toEqual([
      { id: issue.issue_id, batch_id: batch.id, wanted: 3, made: 3, state: 'exported', exported_parts: [1] },
    ])
    expect((await hr.from('card_batches').select('id, title')).data).toEqual([{ id: batch.id, title: '中秋礼品卡' }])
    expect((await hr.from('cards').select('id')).data).toEqual([])
  })
})

describe('an employee', () => {
  it('sees no batch and no issue', async () => {
    expect((await employee.from('card_batches').select('id')).data).toEqual([])
    expect((await employee.from('card_issues').select('id')).data).toEqual([])
    expect((await employee.rpc('save_card_batch', { batch: {} })).error?.code).toBe('not_permitted')
  })
})
