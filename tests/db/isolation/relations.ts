/**
 * What every table and view of the API shows, and to whom: written by hand, compared with the catalog and with what people really see.
 * A relation that is missing here fails the test. `sees` names, per kind of caller, the rows that caller may see and no others, as a
 * condition; a caller of several kinds sees the union. Words with a colon stand for the caller's own ids (`Caller.ids`).
 */
export interface Relation {
  /** The column that names the company, or null for what all companies share. */
  tenant: string | null
  /** Who sees which rows. Nobody named: no API role may even ask. */
  sees: Partial<Record<Kind, string>>
  /** Columns that tell rows apart; the primary key if not given. */
  key?: string[]
  /** Where the condition is evaluated, if not on the relation itself. */
  from?: string
}

export type Kind = 'buyer' | 'member' | 'guest' | 'hr_manager' | 'department_admin' | 'group_admin'

const NOBODY = {}
const OWN = { buyer: 'tenant_id = :tenant and buyer_id = :buyer' }
const OWN_ORDERS = { buyer: 'order_id in (select id from public.orders where buyer_id = :buyer)' }
const HR = { hr_manager: 'tenant_id = :tenant' }
const OPERATORS = { ...HR, department_admin: 'tenant_id = :tenant', group_admin: 'tenant_id = :tenant' }

const OFFERED = `(select o.sku_id from public.offers o where o.tenant_id = :tenant and o.audience_id = any (:audiences)
  and o.status = 'active' and o.valid_from <= now() and (o.valid_to is null or o.valid_to > now()))`
const OFFERED_PRODUCTS = `(select product_id from public.skus where id in ${OFFERED})`
const ADMINISTERED = '(select id from public.departments where :department = any (path))'
const OWN_TRANSACTIONS = '(select id from public.ledger_transactions where account_id = :account)'
const BUDGET_MOVEMENTS = `(select id from public.ledger_transactions where tenant_id = :tenant and kind in ('deposit', 'allocation', 'take_back'))`

export const relations: Record<string, Relation> = {
  // The company and its people
  tenants: { tenant: 'id', sees: { buyer: 'id = :tenant' } },
  legal_entities: {
    tenant: 'tenant_id',
    sees: { ...HR, member: 'id = (select legal_entity_id from public.members where id = :member)' },
  },
  departments: {
    tenant: 'tenant_id',
    sees: { ...HR, member: 'id = any (:audiences)', department_admin: `id in ${ADMINISTERED}` },
  },
  groups: { tenant: 'tenant_id', sees: { ...HR, member: 'id = any (:audiences)', group_admin: 'id = :group' } },
  group_members: {
    tenant: 'tenant_id',
    sees: { ...HR, member: 'member_id = :member', group_admin: 'group_id = :group' },
  },
  members: {
    tenant: 'tenant_id',
    sees: {
      ...HR,
      member: 'id = :member',
      department_admin: `department_id in ${ADMINISTERED}`,
      group_admin: 'id in (select member_id from public.group_members where group_id = :group)',
    },
  },
  member_contacts: { tenant: 'tenant_id', sees: { ...HR, member: 'member_id = :member' } },
  member_roles: { tenant: 'tenant_id', sees: { ...HR, member: 'member_id = :member' } },

  // Points
  ledger_accounts: {
    tenant: 'tenant_id',
    sees: {
      buyer: 'id = :account',
      hr_manager: `tenant_id = :tenant and kind = 'budget'`,
      department_admin: `owner_kind = 'department' and owner_id in ${ADMINISTERED}`,
      group_admin: `owner_kind = 'group' and owner_id = :group`,
    },
  },
  ledger_transactions: {
    tenant: 'tenant_id',
    sees: { buyer: `id in ${OWN_TRANSACTIONS}`, hr_manager: `id in ${BUDGET_MOVEMENTS}` },
  },
  ledger_transfers: {
    tenant: 'tenant_id',
    sees: { buyer: `transaction_id in ${OWN_TRANSACTIONS}`, hr_manager: `transaction_id in ${BUDGET_MOVEMENTS}` },
  },
  point_lots: { tenant: 'tenant_id', sees: { buyer: 'account_id = :account' } },
  programmes: {
    tenant: 'tenant_id',
    sees: {
      ...HR,
      buyer: 'id in (select programme_id from public.point_lots where account_id = :account)',
      department_admin: 'tenant_id = :tenant',
      group_admin: 'tenant_id = :tenant',
    },
  },
  grants: {
    tenant: 'tenant_id',
    sees: { ...HR, department_admin: 'granted_by = :member', group_admin: 'granted_by = :member' },
  },
  grant_lines: {
    tenant: 'tenant_id',
    sees: {
      ...HR,
      department_admin: 'grant_id in (select id from public.grants where granted_by = :member)',
      group_admin: 'grant_id in (select id from public.grants where granted_by = :member)',
    },
  },
  grant_imports: {
    tenant: 'tenant_id',
    sees: { ...HR, department_admin: 'created_by = :member', group_admin: 'created_by = :member' },
  },
  grant_import_rows: {
    tenant: 'tenant_id',
    sees: {
      ...HR,
      department_admin: 'import_id in (select id from public.grant_imports where created_by = :member)',
      group_admin: 'import_id in (select id from public.grant_imports where created_by = :member)',
    },
  },
  grant_revocations: {
    tenant: 'tenant_id',
    sees: { ...HR, department_admin: 'revoked_by = :member', group_admin: 'revoked_by = :member' },
  },
  revoked_lots: { tenant: 'tenant_id', sees: NOBODY },
  point_debts: { tenant: 'tenant_id', sees: { buyer: 'account_id = :account' } },
  grant_schedules: { tenant: 'tenant_id', sees: HR },
  grant_schedule_runs: { tenant: 'tenant_id', sees: HR },
  grant_occasions: { tenant: 'tenant_id', sees: HR },
  ledger_seals: { tenant: 'tenant_id', sees: HR },
  statement_entries: {
    tenant: null,
    key: ['transaction_id'],
    from: '(select id as transaction_id, account_id from public.ledger_transactions)',
    sees: { buyer: 'account_id = :account' },
  },
  statement_lots: {
    tenant: null,
    key: ['transaction_id', 'lot_id'],
    from: '(select distinct transaction_id, lot_id from public.ledger_transfers where lot_id is not null)',
    sees: { buyer: `transaction_id in ${OWN_TRANSACTIONS}` },
  },
  order_lots: {
    tenant: null,
    key: ['order_id', 'lot_id'],
    from: `(select distinct t.order_id, f.lot_id from public.ledger_transactions t
      join public.ledger_transfers f on f.transaction_id = t.id where t.order_id is not null and f.lot_id is not null)`,
    sees: OWN_ORDERS,
  },
  departures: { tenant: 'tenant_id', sees: HR },
  refund_rules: { tenant: 'tenant_id', key: ['tenant_id', 'state'], sees: HR },
  expiry_runs: { tenant: 'tenant_id', sees: HR },
  expiry_run_entries: { tenant: 'tenant_id', sees: NOBODY },
  expiry_undos: { tenant: 'tenant_id', sees: HR },
  notifications: { tenant: 'tenant_id', sees: { buyer: 'account_id = :account' } },

  // Goods
  categories: {
    tenant: null,
    sees: {
      buyer: `id in (select unnest(c.path) from public.categories c
        join public.products p on p.category_id = c.id where p.id in ${OFFERED_PRODUCTS} and p.status = 'active')`,
    },
  },
  products: { tenant: null, sees: { buyer: `id in ${OFFERED_PRODUCTS} and status = 'active'` } },
  skus: { tenant: null, sees: { buyer: `id in ${OFFERED} and status = 'active'` } },
  product_media: { tenant: null, sees: { buyer: `product_id in ${OFFERED_PRODUCTS}` } },
  offers: {
    tenant: 'tenant_id',
    sees: {
      buyer: `tenant_id = :tenant and audience_id = any (:audiences)
        and status = 'active' and valid_from <= now() and (valid_to is null or valid_to > now())`,
    },
  },
  sku_offers: {
    tenant: null,
    key: ['sku_id'],
    from: '(select id as sku_id from public.skus)',
    sees: { buyer: `sku_id in ${OFFERED}` },
  },
  home_modules: { tenant: 'tenant_id', sees: { buyer: 'tenant_id = :tenant' } },
  suppliers: { tenant: null, sees: NOBODY },
  sku_costs: { tenant: null, sees: NOBODY },
  product_popularity: { tenant: 'tenant_id', sees: NOBODY },
  stock: { tenant: null, sees: NOBODY },
  stock_movements: { tenant: null, sees: NOBODY },

  // Orders
  addresses: { tenant: 'tenant_id', sees: OWN },
  cart_lines: { tenant: 'tenant_id', sees: OWN },
  orders: { tenant: 'tenant_id', sees: OWN },
  order_lines: { tenant: 'tenant_id', sees: OWN_ORDERS },
  order_events: { tenant: 'tenant_id', sees: OWN_ORDERS },
  order_transitions: { tenant: null, sees: NOBODY },
  purchase_counters: { tenant: 'tenant_id', sees: NOBODY },

  // Cards
  card_batches: { tenant: 'tenant_id', sees: { ...HR, guest: 'id = :batch' } },
  card_issues: { tenant: 'tenant_id', sees: HR },
  cards: { tenant: 'tenant_id', sees: { guest: 'id = :card' } },
  card_events: { tenant: 'tenant_id', sees: NOBODY },

  // Packs
  packs: { tenant: 'tenant_id', sees: OPERATORS },
  pack_sections: { tenant: 'tenant_id', sees: OPERATORS },
  pack_items: { tenant: 'tenant_id', sees: OPERATORS },
  pack_grants: {
    tenant: 'tenant_id',
    sees: { ...HR, department_admin: 'granted_by = :member', group_admin: 'granted_by = :member' },
  },
  pack_entitlements: { tenant: 'tenant_id', sees: { buyer: 'tenant_id = :tenant and holder_id = :buyer' } },
  pack_choices: { tenant: 'tenant_id', sees: NOBODY },
}

/** Buckets of storage and whether everybody may read them. */
export const buckets: Record<string, { public: boolean }> = { media: { public: true } }
