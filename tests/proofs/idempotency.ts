import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, signedIn, type Caller } from '../support/act-as.ts'
import { makeProgramme } from '../support/points-fixture.ts'
import { readRefusal } from '../support/refusal.ts'
import { balanceOf, makeOfferedSku, makeRichTenant, makeShopper, unitsInStock } from '../support/shop-fixture.ts'
import { giveRole, makeDepartment, one } from '../support/tenant-fixture.ts'
import { forEachAtOnce } from './at-once.ts'
import { figure, holds, textOf, type Proof } from './proof.ts'
import { ledgerIsSound } from './verify.ts'

/** A call that comes a thousand times under one key, and what it must have done once. */
interface RepeatedCall {
  name: string
  caller: Caller
  args: Record<string, unknown>
  /** The same key with other contents, which has to be refused. */
  otherArgs: Record<string, unknown>
  /** What the call changes; compared with the change of a single call. */
  effect: (db: pg.ClientBase) => Promise<number>
  once: number
}

async function makeCalls(db: pg.ClientBase): Promise<{ tenantId: string; calls: RepeatedCall[] }> {
  const tenant = await makeRichTenant(db)
  const buyer = await makeShopper(db, tenant, 1_000_000)
  const hr = await makeShopper(db, tenant)
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  const sku = await makeOfferedSku(db, tenant, 12, 5_000)
  const programmeId = await makeProgramme(db, tenant.id)
  const department = await makeDepartment(db, tenant.id, '分部', tenant.departmentId)
  const departmentBudget = await one(db, 'select private.budget_account_id($1)', [department])
  const order = (quantity: number) => ({
    request: { lines: [{ sku_id: sku.skuId, quantity, unit_points: 12 }], address_id: buyer.addressId },
  })
  const grant = (amount: number) => ({ programme_id: programmeId, grants: [{ member_id: hr.id, amount }] })
  const allocation = (amount: number) => [tenant.budgetAccountId, department, amount] as const
  const parameters = await one<string[]>(
    db,
    `select proargnames from pg_proc where oid = 'public.allocate_budget'::regproc`,
  )
  const named = (values: readonly unknown[]) => Object.fromEntries(values.map((value, i) => [parameters[i]!, value]))
  return {
    tenantId: tenant.id,
    calls: [
      {
        name: 'place_order',
        caller: buyer.caller,
        args: order(2),
        otherArgs: order(3),
        effect: async (client) => 5_000 - (await unitsInStock(client, sku)),
        once: 2,
      },
      {
        name: 'grant_points',
        caller: signedIn(hr.userId),
        args: grant(500),
        otherArgs: grant(501),
        effect: (client) => balanceOf(client, hr.accountId),
        once: 500,
      },
      {
        name: 'allocate_budget',
        caller: signedIn(hr.userId),
        args: named(allocation(900)),
        otherArgs: named(allocation(901)),
        effect: (client) => balanceOf(client, departmentBudget),
        once: 900,
      },
    ],
  }
}

export const idempotency: Proof = {
  name: 'idempotency',
  title: 'a call repeated under one key happens once, and everybody gets the same answer',
  async run({ brief, server, progress }) {
    const [times, connections] = brief ? [200, 40] : [1_000, 150]
    const db = await server.connect()
    const pool = server.pool(connections)
    try {
      const { tenantId, calls } = await makeCalls(db)
      // Connected before, so that the calls really meet.
      await forEachAtOnce(pool, Array.from({ length: connections }), (client) => client.query('select 1'))
      const figures: string[] = []
      for (const { name, caller, args, otherArgs, effect, once } of calls) {
        const key = randomUUID()
        const call = (client: pg.ClientBase, contents: Record<string, unknown>) =>
          callFunction(client, caller, name, { ...contents, idempotency_key: key })
        const answers = await forEachAtOnce(pool, Array.from({ length: times }), async (client) => {
          progress.add(1, times * calls.length, 'calls')
          return textOf(await call(client, args))
        })
        const different = new Set(answers)
        holds(
          different.size === 1,
          () => `${name} gave ${different.size} answers: ${[...different].slice(0, 3).join('\n')}`,
        )
        const happened = await effect(db)
        holds(happened === once, `${name}: the effect is ${happened}, once would be ${once}.`)
        const refusal = await call(db, otherArgs).then(
          () => 'answered',
          (error: unknown) => readRefusal(error).code,
        )
        holds(refusal === 'idempotency_mismatch', `${name} under a used key with other contents: ${refusal}.`)
        figures.push(`${name}: ${figure(times)} calls on ${connections} connections, one key: one effect, one answer`)
      }
      await ledgerIsSound(db, tenantId)
      return figures
    } finally {
      await pool.end()
      await db.end()
    }
  },
}
