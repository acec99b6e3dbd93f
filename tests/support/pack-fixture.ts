import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, platform, type Caller } from './act-as.ts'
import { insertRow, type SkuFixture } from './shop-fixture.ts'
import { one, type TenantFixture } from './tenant-fixture.ts'

/** A section as a test writes it: what it allows, and its items. */
export interface SectionSpec {
  kind: 'fixed' | 'choose_count' | 'choose_amount'
  choose_count?: number
  amount_points?: number
  items: { sku: SkuFixture; units?: number; min_units?: number; max_units?: number; value_points?: number }[]
}

export interface Choice {
  section_no: number
  sku_id: string
  units: unknown
  swap_for?: string | null
}

export interface PackItem {
  sku_id: string
  chosen: number
  units_left: number
  available: number
  min_units: number
  max_units: number
}

export interface PackDetail {
  state: string
  use_no: number
  uses_left: number
  sections: {
    section_no: number
    kind: string
    limit: number
    chosen: number
    left: number
    is_done: boolean
    items: PackItem[]
  }[]
  orders: { order_id: string; state: string; units: number }[]
}

export interface PackGrant {
  grant_id: string
  recipients: number
  uses: number
  total_points: number
  budget_left: number
}

/** A pack with these sections, activated unless `activate` is false; `columns` overrides columns of `packs`. Gives its id. */
export async function makePack(
  db: pg.ClientBase,
  tenant: TenantFixture,
  sections: SectionSpec[],
  columns: Record<string, unknown> = {},
  activate = true,
): Promise<string> {
  const packId = await insertRow(db, 'packs', {
    tenant_id: tenant.id,
    title: '中秋礼包',
    theme: 'mid_autumn',
    value_points: 100,
    ...('valid_days' in columns ? {} : { valid_until: '2099-01-01T00:00:00+08:00' }),
    ...columns,
  })
  for (const [index, { items, ...section }] of sections.entries()) {
    const place = { tenant_id: tenant.id, pack_id: packId, section_no: index + 1 }
    await insertRow(db, 'pack_sections', { ...place, ...section }, 'section_no')
    for (const [position, { sku, ...item }] of items.entries())
      await insertRow(db, 'pack_items', { ...place, position, sku_id: sku.skuId, ...item }, 'sku_id')
  }
  if (activate) await callFunction(db, platform, 'activate_pack', { pack_id: packId })
  return packId
}

/** "Choose so many of these", the section most tests need. */
export const chooseCount = (choose_count: number, ...skus: SkuFixture[]): SectionSpec => ({
  kind: 'choose_count',
  choose_count,
  items: skus.map((sku) => ({ sku, value_points: 50 })),
})

/** Gives a pack straight to members and cards out of the company's budget; gives their entitlements in this order. */
export async function holdPack(
  db: pg.ClientBase,
  tenant: TenantFixture,
  packId: string,
  holders: { members?: string[]; cards?: string[] },
  terms: { uses?: number; valid_until?: string } = {},
): Promise<string[]> {
  const grantId = await one(db, `select private.post_pack_grant($1, $2, $3, $4::uuid[], $5::uuid[], $6, $7)`, [
    tenant.id,
    packId,
    tenant.budgetAccountId,
    holders.members ?? [],
    holders.cards ?? [],
    terms.uses ?? null,
    terms.valid_until ?? null,
  ])
  const { rows } = await db.query<{ id: string; holder_id: string }>(
    'select id, holder_id from public.pack_entitlements where grant_id = $1 order by id',
    [grantId],
  )
  return [...(holders.members ?? []), ...(holders.cards ?? [])].map(
    (holder) => rows.find(({ holder_id }) => holder_id === holder)!.id,
  )
}

export const choose = (section_no: number, sku: SkuFixture, units: unknown, swap?: SkuFixture): Choice => ({
  section_no,
  sku_id: sku.skuId,
  units,
  ...(swap ? { swap_for: swap.skuId } : {}),
})

/** Redeems as the caller; a key of its own unless one is given. */
export const redeemPack = (
  db: pg.ClientBase,
  { caller, addressId }: { caller: Caller; addressId?: string | null },
  entitlementId: string,
  choices: unknown,
  key: string = randomUUID(),
  now?: string,
): Promise<{ order_id: string; order_no: string; state: string; total_points: number; entitlement_id: string }> =>
  callFunction(
    db,
    caller,
    'redeem_pack',
    { entitlement_id: entitlementId, request: { choices, address_id: addressId ?? null }, idempotency_key: key },
    now,
  )

export const packDetail = (
  db: pg.ClientBase,
  caller: Caller,
  entitlementId: string,
  now?: string,
): Promise<PackDetail> => callFunction<PackDetail>(db, caller, 'pack_detail', { entitlement_id: entitlementId }, now)

export const grantPack = (
  db: pg.ClientBase,
  caller: Caller,
  packId: string,
  recipients: unknown,
  key: string = randomUUID(),
): Promise<PackGrant> =>
  callFunction<PackGrant>(db, caller, 'grant_pack', { pack_id: packId, recipients, idempotency_key: key })

/** What the company has committed to packs, in points. */
export const committedPoints = async (db: pg.ClientBase, tenantId: string): Promise<number> =>
  Number(
    await one(
      db,
      `select coalesce(sum(case private.system_account_id($1, 'committed') when to_account_id then amount when from_account_id then -amount end), 0)
       from public.ledger_transfers where tenant_id = $1`,
      [tenantId],
    ),
  )
