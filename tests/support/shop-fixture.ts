import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, platform, signedIn, type Caller } from './act-as.ts'
import { deposit, grantTo, makeProgramme } from './points-fixture.ts'
import { makeMember, makeTenant, makeUser, one, type MemberFixture, type TenantFixture } from './tenant-fixture.ts'

type Db = pg.ClientBase

export interface SkuFixture {
  skuId: string
  productId: string
  categoryId: string
}

/** A buyer with an address of his own, and the way to call as him. */
export interface ShopperFixture extends MemberFixture {
  caller: Caller
  addressId: string
}

/** Inserts a row given as an object and gives one of its columns. */
export async function insertRow(
  db: Db,
  table: string,
  row: Record<string, unknown>,
  returning = 'id',
): Promise<string> {
  const names = Object.keys(row)
  const values = Object.values(row).map((value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
      ? JSON.stringify(value)
      : value,
  )
  const places = names.map((_, index) => `$${index + 1}`)
  return one(
    db,
    `insert into public.${table} (${names.join(', ')}) values (${places.join(', ')}) returning ${returning}`,
    values,
  )
}

export const makeCategory = (db: Db, name = '食品', parentId: string | null = null): Promise<string> =>
  insertRow(db, 'categories', { name, parent_id: parentId })

/** A product with one SKU, in a category of its own unless `columns` names one. Nobody sees it until it is offered. */
export async function makeSku(db: Db, columns: Record<string, unknown> = {}): Promise<SkuFixture> {
  const categoryId = (columns['category_id'] as string | undefined) ?? (await makeCategory(db))
  const productId = await insertRow(db, 'products', { name: '广式月饼', ...columns, category_id: categoryId })
  const skuId = await insertRow(db, 'skus', { product_id: productId, code: randomUUID() })
  return { skuId, productId, categoryId }
}

/** Offers a SKU to a whole company unless `columns` names another audience; gives the offer. */
export const offer = (
  db: Db,
  tenant: TenantFixture,
  sku: SkuFixture,
  price: number,
  columns: Record<string, unknown> = {},
): Promise<string> =>
  insertRow(db, 'offers', {
    tenant_id: tenant.id,
    sku_id: sku.skuId,
    audience_kind: 'tenant',
    audience_id: tenant.id,
    price_points: price,
    ...columns,
  })

/** Puts units of a SKU into stock. */
export async function stockUp(db: Db, sku: SkuFixture, units: number, buckets = 1): Promise<void> {
  await db.query('select public.restock($1, $2, $3)', [sku.skuId, units, buckets])
}

/** A SKU with stock that the whole company may buy. */
export async function makeOfferedSku(
  db: Db,
  tenant: TenantFixture,
  price: number,
  units: number,
  columns: Record<string, unknown> = {},
): Promise<SkuFixture> {
  const sku = await makeSku(db)
  await offer(db, tenant, sku, price, columns)
  await stockUp(db, sku, units)
  return sku
}

export const unitsInStock = async (db: Db, sku: SkuFixture): Promise<number> =>
  Number(await one(db, 'select sum(available) from public.stock where sku_id = $1', [sku.skuId]))

export const balanceOf = async (db: Db, accountId: string): Promise<number> =>
  Number(await one(db, 'select balance from public.ledger_accounts where id = $1', [accountId]))

/** A company whose budget covers whatever a test grants. */
export async function makeRichTenant(db: pg.ClientBase, columns: Record<string, unknown> = {}): Promise<TenantFixture> {
  const tenant = await makeTenant(db, columns)
  await deposit(db, tenant.id, 100_000_000)
  return tenant
}

/** Grants points to a wallet as one lot of a programme of its own; gives the lot. `columns` overrides columns of `programmes`. */
export async function givePoints(
  db: Db,
  tenant: TenantFixture,
  wallet: { accountId: string },
  amount: number,
  columns: Record<string, unknown> = {},
): Promise<string> {
  return grantTo(db, tenant, await makeProgramme(db, tenant.id, columns), wallet, amount)
}

export const somewhere = {
  recipient: '王小明',
  phone: '13800138000',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  street: '世纪大道 1 号',
}

/** A member with an address and, if any, points. `columns` overrides columns of `members`. */
export async function makeShopper(
  db: Db,
  tenant: TenantFixture,
  points = 0,
  columns: Record<string, unknown> = {},
): Promise<ShopperFixture> {
  const member = await makeMember(db, tenant, columns)
  const addressId = await insertRow(db, 'addresses', { tenant_id: tenant.id, member_id: member.id, ...somewhere })
  if (points > 0) await givePoints(db, tenant, member, points)
  return { ...member, addressId, caller: signedIn(member.userId) }
}

/** So many members with an address and the same points each, made all at once. */
export async function makeCrowd(
  db: Db,
  tenant: TenantFixture,
  size: number,
  points: number,
): Promise<ShopperFixture[]> {
  const { rows } = await db.query<Omit<ShopperFixture, 'caller'>>(
    `with users as (
       insert into auth.users (id, aud, role, email)
       select id, 'authenticated', 'authenticated', id || '@tests.invalid'
       from (select gen_random_uuid() as id from generate_series(1, $4)) fresh
       returning id
     ),
     people as (
       insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, status, user_id)
       select $1, 'C' || left(id::text, 8), '王小明', $2, $3, 'active', id from users
       returning id, user_id, employee_no
     )
     insert into public.addresses (tenant_id, member_id, recipient, phone, province, city, district, street)
     select $1, id, '王小明', '13800138000', '上海市', '上海市', '浦东新区', '世纪大道 1 号' from people
     returning member_id as "id", id as "addressId",
       (select user_id from people where people.id = member_id) as "userId",
       (select employee_no from people where people.id = member_id) as "employeeNo"`,
    [tenant.id, tenant.departmentId, tenant.legalEntityId, size],
  )
  const accounts = await db.query<{ owner: string; id: string }>(
    `select owner_id as owner, id from public.ledger_accounts where kind = 'wallet' and owner_id = any ($1)`,
    [rows.map(({ id }) => id)],
  )
  const accountOf = new Map(accounts.rows.map(({ owner, id }) => [owner, id]))
  await db.query('select private.post_grant($1, $2, $3, $4::uuid[], array_fill($5::bigint, array[$6::int]))', [
    tenant.id,
    await makeProgramme(db, tenant.id),
    tenant.budgetAccountId,
    [...accountOf.values()],
    points,
    size,
  ])
  return rows.map((row) => ({ ...row, accountId: accountOf.get(row.id)!, caller: signedIn(row.userId) }))
}

/** A guest with a points card of this value, signed in before; `buyerId` is the card. */
export async function makeGuest(
  db: pg.ClientBase,
  tenant: TenantFixture,
  value: number,
): Promise<{ batchId: string; cardId: string; caller: Caller; accountId: string }> {
  const programmeId = await makeProgramme(db, tenant.id, { occasion: 'card' })
  const { batch_id: batchId } = await callFunction<{ batch_id: string }>(db, platform, 'create_card_batch', {
    tenant_id: tenant.id,
    programme_id: programmeId,
    title: '中秋礼品卡',
    face_value: value,
    valid_from: '2020-01-01T00:00:00+08:00',
    valid_until: '2099-01-01T00:00:00+08:00',
  })
  await callFunction(db, platform, 'issue_cards', { batch_id: batchId, count: 1 })
  const userId = await makeUser(db)
  const cardId = await one(
    db,
    `update public.cards set user_id = $2, status = 'active', activated_at = now() where batch_id = $1 returning id`,
    [batchId, userId],
  )
  const accountId = await one(db, 'select private.card_account_id($1)', [cardId])
  return { batchId, cardId, caller: signedIn(userId), accountId }
}
