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

describe('a list that names a whole audience again and again is refused at once, however it is named:', () => {
  const times = (entry: Record<string, unknown>) => Array.from({ length: 20_000 }, () => ({ ...entry, amount: 1 }))

  it.each([
    ['everybody', () => ({ everyone: true })],
    ['a department', () => ({ department_id: company.tenant.departmentId })],
    ['a group', () => ({ group_id: company.group })],
  ])('%s', async (kind, entry) => {
    if (kind === 'a group')
      await db.query(
        `insert into public.group_members (tenant_id, group_id, member_id)
         select tenant_id, $2, id from public.members where tenant_id = $1 on conflict do nothing`,
        [company.tenant.id, company.group],
      )
    const request = { programme_id: company.programme, grants: times(entry()) }
    const began = Date.now()
    for (const call of [
      company.groupAdmin.client.rpc('preview_grant', request),
      company.hr.client.rpc('grant_points', { ...request, idempotency_key: randomUUID() }),
    ])
      expect(refusal(await call)).toMatchObject({
        code: 'invalid_request',
        status: 400,
        details: { field: 'grants', problem: 'recipients' },
      })
    expect(Date.now() - began).toBeLessThan(20_000)
  })

  it('and a list that is not too long is not', async () => {
    const grants = Array.from({ length: 3 }, () => ({ everyone: true, amount: 1 }))
    const { data } = await company.hr.client
      .rpc('preview_grant', { programme_id: company.programme, grants })
      .throwOnError()
    expect(data).toMatchObject({ members: 5, recipients_twice: 5, total_points: 15, problems: [], refusal: null })
  })
})

it('rows of an import beyond every number are out of range, and no arithmetic error', async () => {
  const { data } = await company.hr.client
    .rpc('start_grant_import', {
      programme_id: company.programme,
      name: randomUUID(),
      idempotency_key: randomUUID(),
    })
    .throwOnError()
  const { import_id } = data as { import_id: string }
  for (const first_row of [2_147_483_647, 50_001, 0, -2_147_483_648, null])
    expect(
      refusal(
        await company.hr.client.rpc('add_import_rows', {
          import_id,
          rows: [
            { employee_no: 'E1', amount: 1 },
            { employee_no: 'E2', amount: 1 },
          ],
          first_row,
        }),
      ),
    ).toMatchObject({ code: 'invalid_request', status: 400, details: { field: 'first_row', problem: 'range' } })
})
