import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { readRefusal } from '../../support/refusal.ts'
import { giveRole, makeMember, makeTenant, one } from '../../support/tenant-fixture.ts'

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

it('HR managers who offboard each other at once never leave the company without one', async () => {
  for (let round = 0; round < 10; round++) {
    const tenant = await makeTenant(db)
    const pair = [await makeMember(db, tenant), await makeMember(db, tenant)]
    for (const { id } of pair) await giveRole(db, tenant.id, id, 'hr_manager')
    const outcomes = await onConnections(2, (client, index) =>
      callFunction(client, signedIn(pair[index]!.userId), 'offboard_member', {
        member_id: pair[1 - index]!.id,
        reason: '合同到期',
        idempotency_key: randomUUID(),
      }).then(
        () => 'done',
        (error: unknown) => readRefusal(error).code,
      ),
    )
    expect(outcomes.sort()).toEqual(['done', 'member_departed'])
    expect(
      await one(db, `select count(*)::int from public.members where tenant_id = $1 and status = 'active'`, [tenant.id]),
    ).toBe(1)
  }
})
