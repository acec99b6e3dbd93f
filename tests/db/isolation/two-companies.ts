import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, platform, signedIn, visitor, type Caller } from '../../support/act-as.ts'
import { atTime } from '../../support/database.ts'
import { addCards, linkAccount, startIssue } from '../../support/card-fixture.ts'
import { line, placeOrder } from '../../support/order-calls.ts'
import { grantTo, makeProgramme } from '../../support/points-fixture.ts'
import {
  insertRow,
  makeGuest,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  somewhere,
  type ShopperFixture,
} from '../../support/shop-fixture.ts'
import { giveRole, makeDepartment, makeGroup, makeUser, one, type TenantFixture } from '../../support/tenant-fixture.ts'
import { givePacks } from './given-packs.ts'
import type { Kind } from './relations.ts'

/** Somebody whose view of the database is probed, with what the conditions in `relations.ts` ask for. */
export interface Person {
  name: string
  caller: Caller
  kinds: Kind[]
  ids: Partial<Record<'tenant' | 'member' | 'buyer' | 'account' | 'card' | 'batch' | 'department' | 'group', string>>
  audiences: string[]
}

/** Everybody who is probed: of two companies alike, so that each has rows that the other must not see, and those who are nobody. */
export async function makeTwoCompanies(db: pg.Client): Promise<{ people: Person[]; tenants: string[] }> {
  const [first, second] = [await makeCompany(db, 'A'), await makeCompany(db, 'B')]
  await db.query('select public.refresh_product_popularity(), public.notify_of_movements()')
  for (const { tenant } of [first, second])
    await atTime(db, new Date(Date.now() + 48 * 3_600_000).toISOString(), () =>
      db.query('select public.seal_ledger(null, $1)', [tenant.id]),
    )
  const nobody = { kinds: [], ids: {}, audiences: [] }
  return {
    tenants: [first.tenant.id, second.tenant.id],
    people: [
      { name: 'visitor', caller: visitor, ...nobody },
      { name: 'account that is nobody’s', caller: signedIn(await makeUser(db)), ...nobody },
      ...first.people,
      ...second.people,
    ],
  }
}

async function makeCompany(db: pg.Client, label: string): Promise<{ tenant: TenantFixture; people: Person[] }> {
  const tenant = await makeRichTenant(db)
  const branch = await makeDepartment(db, tenant.id, '分公司', tenant.departmentId)
  const team = await makeDepartment(db, tenant.id, '小组', branch)
  await makeDepartment(db, tenant.id, '另一小组', branch)
  const elsewhere = await makeDepartment(db, tenant.id, '别处', tenant.departmentId)
  const otherEntity = await insertRow(db, 'legal_entities', { tenant_id: tenant.id, name: '第二有限公司' })

  const inTeam = { department_id: team }
  const employee = await makeShopper(db, tenant, 1000, inTeam)
  const colleague = await makeShopper(db, tenant, 1000, { department_id: elsewhere, legal_entity_id: otherEntity })
  const manager = await makeShopper(db, tenant, 1000)
  const departmentAdmin = await makeShopper(db, tenant, 1000, inTeam)
  const groupAdmin = await makeShopper(db, tenant, 1000, { department_id: elsewhere })
  const suspended = await makeShopper(db, tenant, 1000, inTeam)
  const everybody = [employee, colleague, manager, departmentAdmin, groupAdmin, suspended]
  const ownGroup = await makeGroup(db, tenant.id, '党员', [employee.id])
  const group = await makeGroup(db, tenant.id, '工会', [colleague.id])
  await giveRole(db, tenant.id, manager.id, 'hr_manager')
  await giveRole(db, tenant.id, departmentAdmin.id, 'department_admin', { departmentId: branch })
  await giveRole(db, tenant.id, groupAdmin.id, 'group_admin', { groupId: group })

  const guest = await makeGuest(db, tenant, 500)
  await startIssue(db, manager.caller, guest.batchId, 1)
  const [second] = await addCards(db, guest.batchId, 1)
  const secondUser = await linkAccount(db, second!.id)
  const otherGuest = await makeGuest(db, tenant, 500)
  const frozen = await makeGuest(db, tenant, 500)

  await allocate(db, tenant, manager, [branch, elsewhere, group])
  const programme = await makeProgramme(db, tenant.id)
  await makeProgramme(db, tenant.id)
  await grant(db, programme, manager, employee)
  await grant(db, programme, departmentAdmin, employee)
  await grant(db, programme, groupAdmin, colleague)
  for (const operator of [manager, departmentAdmin, groupAdmin]) await startImport(db, programme, operator, employee)
  // Expires first, so it is spent first, and is owed when it is revoked.
  const mistake = await makeProgramme(db, tenant.id, { validity_days: 30 })
  const mistakes = [
    { operator: manager, grantId: await grant(db, mistake, manager, employee) },
    { operator: departmentAdmin, grantId: await grant(db, mistake, departmentAdmin, employee) },
    { operator: groupAdmin, grantId: await grant(db, mistake, groupAdmin, colleague) },
  ]
  await expireAndRestore(db, tenant, employee, colleague)
  await runSchedule(db, tenant, programme, manager)
  await fillMall(db, tenant, { everybody, employee, colleague, guest, branch, ownGroup, group, otherGuest })
  for (const { operator, grantId } of mistakes) await revoke(db, operator, grantId)
  await givePacks(db, tenant, {
    employee,
    colleague,
    operators: [manager, departmentAdmin, groupAdmin],
    cards: [guest, otherGuest],
  })
  const leaver = await makeShopper(db, tenant, 1000, inTeam)
  const claim = await depart(db, tenant, manager, leaver)
  await db.query(`update public.members set status = 'suspended' where id = $1`, [suspended.id])
  await db.query(`update public.cards set status = 'frozen' where id = $1`, [frozen.cardId])

  const top = [tenant.id, tenant.departmentId]
  const member = (
    name: string,
    who: ShopperFixture,
    audiences: string[],
    kinds: Kind[] = [],
    ids: Person['ids'] = {},
  ): Person => ({
    name: `${name} of ${label}`,
    caller: who.caller,
    kinds: ['buyer', 'member', ...kinds],
    ids: { tenant: tenant.id, member: who.id, buyer: who.id, account: who.accountId, ...ids },
    audiences: [...top, ...audiences],
  })
  const card = (name: string, caller: Caller, batch: string, cardId: string, account: string): Person => ({
    name: `${name} of ${label}`,
    caller,
    kinds: ['buyer', 'guest'],
    ids: { tenant: tenant.id, buyer: cardId, account, card: cardId, batch },
    audiences: [batch],
  })
  const secondAccount = await one(db, 'select private.card_account_id($1)', [second!.id])
  return {
    tenant,
    people: [
      member('employee', employee, [branch, team, ownGroup]),
      member('colleague elsewhere', colleague, [elsewhere, group]),
      member('HR manager', manager, [], ['hr_manager']),
      member('department admin', departmentAdmin, [branch, team], ['department_admin'], { department: branch }),
      member('group admin', groupAdmin, [elsewhere], ['group_admin'], { group }),
      { name: `suspended employee of ${label}`, caller: suspended.caller, kinds: [], ids: {}, audiences: [] },
      card('guest', guest.caller, guest.batchId, guest.cardId, guest.accountId),
      card('guest with a card of the same batch', signedIn(secondUser), guest.batchId, second!.id, secondAccount),
      { name: `employee who left ${label}`, caller: leaver.caller, kinds: [], ids: {}, audiences: [] },
      {
        ...card('guest with the claim code of who left', claim.caller, claim.batchId, claim.cardId, leaver.accountId),
        audiences: [tenant.id, claim.batchId],
      },
      { name: `guest with a frozen card of ${label}`, caller: frozen.caller, kinds: [], ids: {}, audiences: [] },
    ],
  }
}

/** Passes a budget on to departments and groups, from which their operators grant. */
async function allocate(
  db: pg.Client,
  tenant: TenantFixture,
  manager: ShopperFixture,
  owners: string[],
): Promise<void> {
  for (const owner of owners)
    await callFunction(db, manager.caller, 'allocate_budget', {
      from_account: tenant.budgetAccountId,
      to_owner: owner,
      amount: 1000,
      idempotency_key: randomUUID(),
    })
}

async function grant(db: pg.Client, programme: string, operator: ShopperFixture, to: ShopperFixture): Promise<string> {
  const { grant_id } = await callFunction<{ grant_id: string }>(db, operator.caller, 'grant_points', {
    programme_id: programme,
    grants: [{ member_id: to.id, amount: 10 }],
    idempotency_key: randomUUID(),
  })
  return grant_id
}

async function revoke(db: pg.Client, operator: ShopperFixture, grantId: string): Promise<void> {
  await callFunction(db, operator.caller, 'revoke_grant', {
    batch_id: grantId,
    reason: '发错了',
    idempotency_key: randomUUID(),
  })
}

/** An import with one row; nothing of it is granted. */
async function startImport(
  db: pg.Client,
  programme: string,
  operator: ShopperFixture,
  to: ShopperFixture,
): Promise<void> {
  const { import_id } = await callFunction(db, operator.caller, 'start_grant_import', {
    programme_id: programme,
    name: `名单 ${randomUUID().slice(0, 8)}`,
    idempotency_key: randomUUID(),
  })
  await callFunction(db, operator.caller, 'add_import_rows', {
    import_id,
    rows: [{ employee_no: to.employeeNo, amount: 1 }],
    first_row: 1,
  })
}

/** A festival of today, granted to everybody. */
async function runSchedule(
  db: pg.Client,
  tenant: TenantFixture,
  programme: string,
  manager: ShopperFixture,
): Promise<void> {
  const today = await one(db, `select (now() at time zone 'Asia/Shanghai')::date::text`)
  await db.query('update public.members set hired_on = $2 where tenant_id = $1', [tenant.id, '2020-01-01'])
  await callFunction(db, manager.caller, 'save_grant_schedule', {
    schedule: { name: '节日', programme_id: programme, kind: 'festival', amount: 1, festival_dates: [today] },
  })
  await callFunction(db, platform, 'run_grant_schedules', { company: tenant.id })
}

interface Mall {
  everybody: ShopperFixture[]
  employee: ShopperFixture
  colleague: ShopperFixture
  guest: { batchId: string; cardId: string; caller: Caller }
  otherGuest: { batchId: string }
  branch: string
  ownGroup: string
  group: string
}

/** Offers to every kind of audience, valid and not, with pictures; orders, carts, addresses; contacts and a home page. */
async function fillMall(db: pg.Client, tenant: TenantFixture, mall: Mall): Promise<void> {
  const forAll = await makeOfferedSku(db, tenant, 10, 50, { max_per_buyer: 5 })
  const forBranch = await makeOfferedSku(db, tenant, 10, 50, { audience_kind: 'department', audience_id: mall.branch })
  const forCards = await makeOfferedSku(db, tenant, 10, 50, {
    audience_kind: 'card_batch',
    audience_id: mall.guest.batchId,
  })
  const others = [
    await makeOfferedSku(db, tenant, 10, 50, { audience_kind: 'group', audience_id: mall.ownGroup }),
    await makeOfferedSku(db, tenant, 10, 50, { audience_kind: 'group', audience_id: mall.group }),
    await makeOfferedSku(db, tenant, 10, 50, { audience_kind: 'card_batch', audience_id: mall.otherGuest.batchId }),
    await makeOfferedSku(db, tenant, 10, 50, { status: 'paused' }),
    await makeOfferedSku(db, tenant, 10, 50, { valid_from: '2020-01-01', valid_to: '2020-02-01' }),
  ]
  for (const { productId } of [forAll, forBranch, forCards, ...others])
    await insertRow(db, 'product_media', { product_id: productId, path: 'products/moon-cake.webp' })
  await insertRow(db, 'sku_costs', { sku_id: forAll.skuId, cost_minor: 100 }, 'sku_id')
  await insertRow(db, 'suppliers', { code: `s${randomUUID().slice(0, 8)}`, name: '供应商' })

  const address = { tenant_id: tenant.id, card_id: mall.guest.cardId, ...somewhere }
  const guest = { caller: mall.guest.caller, addressId: await insertRow(db, 'addresses', address) }
  await placeOrder(db, mall.employee, [line(forAll, 1, 10), line(forBranch, 1, 10)])
  await placeOrder(db, mall.colleague, [line(forAll, 1, 10)])
  await placeOrder(db, guest, [line(forCards, 1, 10)])
  for (const [caller, sku] of [
    [mall.employee.caller, forAll],
    [mall.colleague.caller, forAll],
    [mall.guest.caller, forCards],
  ] as const)
    await callFunction(db, caller, 'save_cart', { lines: [{ sku_id: sku.skuId, quantity: 1 }] })

  for (const { id } of mall.everybody)
    await insertRow(db, 'member_contacts', { tenant_id: tenant.id, member_id: id, phone: '13800138000' }, 'member_id')
  await insertRow(db, 'home_modules', { tenant_id: tenant.id, position: 1, kind: 'notice' })
}

/** Points of two people that have expired, of one of whom it was undone. */
async function expireAndRestore(db: pg.Client, tenant: TenantFixture, ...people: ShopperFixture[]): Promise<void> {
  const programme = await makeProgramme(db, tenant.id, { validity_days: 1 })
  for (const person of people) await grantTo(db, tenant, programme, person, 10, '2020-01-01T00:00:00Z')
  const run = await one(
    db,
    `select (private.expire_lots($1, array(select id from public.point_lots where programme_id = $2))).run_id`,
    [tenant.id, programme],
  )
  await db.query(`select public.undo_expiry($1, current_date + 9, '恢复', $2, array[$3::uuid])`, [
    run,
    randomUUID(),
    people[0]!.id,
  ])
}

/** Ends a membership, so that a claim code opens the wallet. */
async function depart(db: pg.Client, tenant: TenantFixture, manager: ShopperFixture, leaver: ShopperFixture) {
  await db.query(`update public.tenants set departure_policy = 'keep_days', departure_keep_days = 30 where id = $1`, [
    tenant.id,
  ])
  await callFunction(db, manager.caller, 'offboard_member', {
    member_id: leaver.id,
    reason: '合同到期',
    idempotency_key: randomUUID(),
  })
  const { rows } = await db.query<{ id: string; batch_id: string }>(
    'select id, batch_id from public.cards where holds_account_id = $1',
    [leaver.accountId],
  )
  const { id: cardId, batch_id: batchId } = rows[0]!
  return { cardId, batchId, caller: signedIn(await linkAccount(db, cardId)) }
}
