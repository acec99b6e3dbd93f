import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { dammDigit, PIN_ALPHABET } from '../../shared/card-number.ts'
import { callFunction, platform, type Caller } from './act-as.ts'
import { deposit, makeProgramme } from './points-fixture.ts'
import { makeTenant, makeUser, type TenantFixture } from './tenant-fixture.ts'

export interface CardFixture {
  id: string
  number: string
  pin: string
}

export interface BatchFixture {
  id: string
  tenant: TenantFixture
  programmeId: string
}

export type Outcome = { outcome: string; retry_after?: number; card_id?: string; user_id?: string | null }

/** A batch of points cards in a company of its own with a budget of 1,000,000; `terms` overrides arguments of create_card_batch. */
export async function makeBatch(db: pg.Client, terms: Record<string, unknown> = {}): Promise<BatchFixture> {
  const tenant = await makeTenant(db)
  await deposit(db, tenant.id, 1_000_000)
  const programmeId = await makeProgramme(db, tenant.id, { occasion: 'card' })
  const { batch_id } = await callFunction<{ batch_id: string }>(db, platform, 'create_card_batch', {
    tenant_id: tenant.id,
    programme_id: programmeId,
    title: '中秋礼品卡',
    face_value: 500,
    valid_from: '2020-01-01T00:00:00+08:00',
    valid_until: '2099-01-01T00:00:00+08:00',
    ...terms,
  })
  return { id: batch_id, tenant, programmeId }
}

/** A card number that nobody has. */
export function freshNumber(): string {
  const digits = `1${(randomBytes(8).readBigUInt64BE() % 10n ** 14n).toString().padStart(14, '0')}`
  return digits + dammDigit(digits)
}

/** A PIN by chance. */
export function freshPin(): string {
  return [...randomBytes(8)].map((byte) => PIN_ALPHABET[byte % 32]).join('')
}

/** Adds so many cards to a batch, as the seeds do. */
export async function addCards(db: pg.Client, batchId: string, count: number): Promise<CardFixture[]> {
  const cards = Array.from({ length: count }, () => ({ number: freshNumber(), pin: freshPin() }))
  await db.query('select private.put_cards($1, $2, $3)', [batchId, cards.map((c) => c.number), cards.map((c) => c.pin)])
  const { rows } = await db.query<{ id: string; number: string }>(
    'select id, number from public.cards where batch_id = $1',
    [batchId],
  )
  const ids = new Map(rows.map(({ id, number }) => [number, id]))
  return cards.map((card) => ({ ...card, id: ids.get(card.number)! }))
}

/** One card of a new batch. */
export async function makeCard(db: pg.Client, terms: Record<string, unknown> = {}) {
  const batch = await makeBatch(db, terms)
  const [card] = await addCards(db, batch.id, 1)
  return { batch, card: card! }
}

/** How far an issue of cards has come. */
export interface IssueProgress {
  issue_id: string
  batch_id: string
  state: 'making' | 'ready' | 'exporting' | 'exported'
  made: number
  count: number
  parts: number
  exported_parts: number[]
  error_code: string | null
  error_details: Record<string, unknown> | null
}

/** Starts an issue of so many cards; gives its id. */
export async function startIssue(db: pg.Client, caller: Caller, batchId: string, count: number): Promise<string> {
  const { issue_id } = await callFunction<IssueProgress>(db, caller, 'start_card_issue', {
    batch_id: batchId,
    count,
    idempotency_key: randomUUID(),
  })
  return issue_id
}

/** Ties a card to an account; gives the account. */
export async function linkAccount(db: pg.Client, cardId: string): Promise<string> {
  const userId = await makeUser(db)
  await callFunction(db, platform, 'link_card_user', { card_id: cardId, user_id: userId })
  return userId
}

/** An attempt to sign in, as the edge function makes it; `now` sets the clock. */
export function attempt(db: pg.Client, number: string, pin: string, source: string, now?: string): Promise<Outcome> {
  return callFunction<Outcome>(db, platform, 'authenticate_card', { card_no: number, pin, source }, now)
}

/** A moment so many seconds after a fixed one. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString()
}

let sources = 0
/** A source address that no other test of this run uses. */
export function freshSource(): string {
  const [a = 0, b = 0] = randomBytes(2)
  return `10.${a}.${b}.${++sources % 256}`
}
