import type pg from 'pg'
import { callFunction, platform } from './act-as.ts'

export interface Notification {
  kind: string
  params: Record<string, unknown>
  created_at: Date
}

/** What the holder of a wallet was told, oldest first. */
export async function notificationsOf(
  db: Pick<pg.ClientBase, 'query'>,
  accountId: string,
  kind?: string,
): Promise<Notification[]> {
  const { rows } = await db.query<Notification>(
    `select kind, params, created_at from public.notifications
     where account_id = $1 and kind = coalesce($2, kind) order by created_at, id`,
    [accountId, kind ?? null],
  )
  return rows
}

/** Runs the job that turns movements of the ledger into notifications. */
export const notifyOfMovements = (db: pg.Client) => callFunction(db, platform, 'notify_of_movements')

/** Runs the job that reminds of points about to expire; `now` sets the clock. */
export const remindOfExpiry = (db: pg.Client, now: string) => callFunction(db, platform, 'remind_of_expiry', {}, now)
