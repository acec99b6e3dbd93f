import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

let db: pg.Client
let company: Company

beforeAll(async () => {
  db = await openDatabase()
  company = await openCompany(db)
})
afterAll(() => db.end())

describe.each([
  ['turns the direction of the text round', '退款 \u202E001 计入'],
  ['isolates a direction', '\u2067abc\u2069'],
  ['breaks the line', '节日\n福利'],
  ['holds control characters', '\u0007\u001b[31m'],
])('a remark that %s is refused', (_, text) => {
  const hr = (name: string, args: Record<string, unknown>) =>
    company.hr.client.rpc(name, { idempotency_key: randomUUID(), ...args })
  const grants = () => [{ member_id: company.employee.id, amount: 1 }]
  const refused = { code: 'invalid_request', status: 400 }

  it('as the note of a grant, for one person or for the books', async () => {
    const request = { programme_id: company.programme, grants: grants() }
    expect(refusal(await hr('grant_points', { ...request, note: text }))).toMatchObject(refused)
    const noted = grants().map((entry) => ({ ...entry, note: text }))
    expect(refusal(await hr('grant_points', { ...request, grants: noted }))).toMatchObject(refused)
  })

  it('as the reason of a revocation or a departure', async () => {
    const { data } = await hr('grant_points', { programme_id: company.programme, grants: grants() })
    const { grant_id: batch_id } = data as { grant_id: string }
    expect(refusal(await hr('revoke_grant', { batch_id, reason: text }))).toMatchObject(refused)
    expect(refusal(await hr('offboard_member', { member_id: company.colleague.id, reason: text }))).toMatchObject(
      refused,
    )
  })

  it('as the note of a schedule', async () => {
    const schedule = {
      name: randomUUID(),
      programme_id: company.programme,
      kind: 'monthly',
      day_of_month: 1,
      amount: 1,
      note: text,
    }
    expect(refusal(await company.hr.client.rpc('save_grant_schedule', { schedule }))).toMatchObject(refused)
  })

  it('in an import, by its row alone', async () => {
    const { data } = await hr('start_grant_import', { programme_id: company.programme, name: randomUUID() })
    const { import_id } = data as { import_id: string }
    const rows = [
      { employee_no: company.employee.employeeNo, amount: 1, note: text },
      { employee_no: company.colleague.employeeNo, amount: 1, note: '好' },
    ]
    await company.hr.client.rpc('add_import_rows', { import_id, rows, first_row: 1 }).throwOnError()
    const { data: told } = await company.hr.client.rpc('grant_import_problems', { import_id }).throwOnError()
    expect(told).toMatchObject({
      waiting: 1,
      refused: 1,
      problems: [{ row: 1, code: 'invalid_request', details: { field: 'note', problem: 'control_characters' } }],
    })
  })
})
