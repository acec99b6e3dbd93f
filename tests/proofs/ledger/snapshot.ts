import type pg from 'pg'
import { textOf, holds } from '../proof.ts'
import type { Lot, Model, SystemAccount } from './model.ts'
import type { Seen } from './operation.ts'

export interface Snapshot extends Seen {
  balances: Record<string, number>
  /** What each holder owes, by wallet. */
  owed: Record<string, number>
  totals: Record<SystemAccount, number>
}

/** Functions of the proof's own in the database, for reading a whole company in one call. */
export const installReaders = `
create schema if not exists proofs;
create function proofs.spend_lines(lines jsonb) returns private.spend_line[] language sql immutable as $$
  select array_agg(l order by l.line_no) from jsonb_populate_recordset(null::private.spend_line, lines) l
$$;
create function proofs.snapshot(tenant uuid, spent_in uuid) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object(
    'balances', (select jsonb_object_agg(a.id, a.balance) from public.ledger_accounts a where a.tenant_id = tenant and a.balance is not null),
    'totals', (
      select jsonb_object_agg(a.kind, coalesce((
        select sum(case a.id when f.to_account_id then f.amount else -f.amount end)
        from public.ledger_transfers f where f.tenant_id = tenant and a.id in (f.from_account_id, f.to_account_id)
      ), 0))
      from public.ledger_accounts a where a.tenant_id = tenant and a.owner_kind = 'system'
    ),
    'lots', coalesce((
      select jsonb_agg(jsonb_build_object('id', l.id, 'account', l.account_id, 'grant', l.grant_id, 'granted', l.granted,
        'remaining', l.remaining, 'expires', extract(epoch from l.expires_at) * 1000))
      from public.point_lots l where l.account_id in (select a.id from public.ledger_accounts a where a.tenant_id = tenant)
    ), '[]'),
    'debts', coalesce((
      select jsonb_agg(jsonb_build_object('id', d.id, 'lot', d.lot_id, 'amount', d.amount, 'settled', d.settled))
      from public.point_debts d where d.tenant_id = tenant
    ), '[]'),
    'owed', coalesce((
      select jsonb_object_agg(w.id, -d.balance)
      from public.ledger_accounts d
      join public.ledger_accounts w on w.tenant_id = tenant and w.owner_id = d.owner_id and w.kind = 'wallet'
      where d.tenant_id = tenant and d.kind = 'debt'
    ), '{}'),
    'legs', coalesce((
      select jsonb_agg(jsonb_build_object('line', f.line_no, 'lotId', f.lot_id, 'amount', f.amount) order by f.transfer_no)
      from public.ledger_transfers f where f.tenant_id = tenant and f.transaction_id = spent_in
    ), '[]')
  );
end
$$`

/** Reads the company as the database has it. `transaction`: also the legs of that spend. */
export async function readSnapshot(
  db: pg.ClientBase,
  model: Model,
  transaction: string | null = null,
): Promise<Snapshot> {
  const { rows } = await db.query<{ snapshot: Snapshot }>({
    name: 'snapshot',
    text: 'select proofs.snapshot($1, $2) as snapshot',
    values: [model.world.tenantId, transaction],
  })
  return rows[0]!.snapshot
}

/** Gives the model's new lots the ids that the database has drawn for them. Two that are alike in everything may be exchanged. */
export function nameNewLots(model: Model, { lots }: Seen): void {
  const known = new Set(model.lots.map(({ id }) => id))
  const unknown = lots.filter(({ id }) => !known.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const lot of model.lots.filter(({ id }) => id === '')) {
    const place = unknown.findIndex(
      ({ account, grant, granted }) =>
        account === model.world.holders[lot.holder]!.accountId && grant === lot.grantId && granted === lot.granted,
    )
    holds(place >= 0, () => `A lot of ${lot.granted} points is missing in grant ${lot.grantId}.`)
    lot.id = unknown.splice(place, 1)[0]!.id
  }
}

/** Fails unless the database has every balance, every total and every lot exactly as the model has them. */
export function equalsModel(model: Model, { balances, owed, totals, lots, debts }: Snapshot): void {
  const { world } = model
  const accounts = [
    ...world.budgets.map(({ accountId }, place) => [`budget ${place}`, accountId, model.budgets[place]!] as const),
    ...world.holders.map(({ accountId }, place) => [`wallet ${place}`, accountId, model.balanceOf(place)] as const),
  ]
  for (const [name, id, expected] of accounts)
    holds(balances[id] === expected, () => `The balance of ${name} is ${balances[id]}, expected ${expected}.`)
  holds(
    textOf(totals) === textOf(model.totals),
    () => `Totals are ${textOf(totals)}, expected ${textOf(model.totals)}.`,
  )
  for (const [place, { accountId }] of world.holders.entries())
    holds(
      (owed[accountId] ?? 0) === model.debtOf(place),
      () => `Wallet ${place} owes ${owed[accountId]}, expected ${model.debtOf(place)}.`,
    )
  const inOrder = (rows: { id: string }[]) => textOf(rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
  const expected = inOrder(model.lots.map((lot) => asRow(model, lot)))
  const actual = inOrder(
    lots.map(({ id, account, granted, remaining, expires }) => ({ id, account, granted, remaining, expires })),
  )
  const expectedDebts = inOrder(
    model.debts.map(({ id, lot, amount, settled }) => ({ id, lot: lot.id, amount, settled })),
  )
  holds(inOrder(debts) === expectedDebts, () => `Debts are\n${inOrder(debts)}\nexpected\n${expectedDebts}`)
  holds(actual === expected, () => `Lots are\n${actual}\nexpected\n${expected}`)
}

const asRow = (model: Model, { id, holder, granted, remaining, expiresAt }: Lot) => ({
  id,
  account: model.world.holders[holder]!.accountId,
  granted,
  remaining,
  expires: expiresAt,
})
