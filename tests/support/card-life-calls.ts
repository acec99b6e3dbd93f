import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, signedIn, type Caller } from './act-as.ts'
import { addCards, makeBatch, type BatchFixture, type CardFixture } from './card-fixture.ts'
import { giveRole, makeMember, one } from './tenant-fixture.ts'

export type CardAction = 'activate' | 'freeze' | 'unfreeze' | 'void' | 'extend'

export interface ActionAnswer {
  cards: number
  skipped: { card_id: string; serial?: number; code: string }[]
}

export interface Replacement {
  card_id: string
  serial: number
  card_no: string
  pin: string | null
}

/** A batch with so many cards, and the HR manager of its company. */
export async function makeManagedCards(
  db: pg.Client,
  count: number,
  terms: Record<string, unknown> = {},
): Promise<{ batch: BatchFixture; cards: CardFixture[]; hr: Caller }> {
  const { needs_activation, funded_at, valid_days, ...rest } = terms
  const batch = await makeBatch(db, rest)
  await db.query(
    `update public.card_batches set needs_activation = $2, funded_at = $3, valid_days = $4 where id = $1`,
    [batch.id, needs_activation ?? false, funded_at ?? 'issue', valid_days ?? null],
  )
  const manager = await makeMember(db, batch.tenant)
  await giveRole(db, batch.tenant.id, manager.id, 'hr_manager')
  return { batch, cards: await addCards(db, batch.id, count), hr: signedIn(manager.userId) }
}

/** Does something to cards as an issuer; `extra` overrides arguments, e.g. the key. */
export function act(
  db: pg.Client,
  caller: Caller,
  action: CardAction,
  selection: Record<string, unknown>,
  extra: Record<string, unknown> = {},
  now?: string,
): Promise<ActionAnswer> {
  return callFunction<ActionAnswer>(
    db,
    caller,
    `${action}_cards`,
    { selection, reason: '员工挂失', idempotency_key: randomUUID(), ...extra },
    now,
  )
}

/** Replaces a lost card. */
export function replace(
  db: pg.Client,
  caller: Caller,
  cardId: string,
  key: string = randomUUID(),
): Promise<Replacement> {
  return callFunction<Replacement>(db, caller, 'replace_card', {
    card_id: cardId,
    reason: '遗失',
    idempotency_key: key,
  })
}

/** What is on the wallet that a card opens. */
export function onCard(db: pg.Client, cardId: string): Promise<number> {
  return one<number>(db, 'select balance from public.ledger_accounts where id = private.card_account_id($1::uuid)', [
    cardId,
  ])
}

export const statusOf = (db: pg.Client, cardId: string): Promise<string> =>
  one(db, 'select status from public.cards where id = $1', [cardId])

export const budgetOf = (db: pg.Client, { tenant }: BatchFixture): Promise<number> =>
  one<number>(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])
