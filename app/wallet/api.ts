import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { ExpiringLot } from './expiry-months'

/** The lots that still hold points, soonest to expire first. Throws AppError. */
export async function loadLiveLots(): Promise<ExpiringLot[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('point_lots')
      .select('remaining, expires_at, programmes(name, translations)')
      .gt('remaining', 0)
      .order('expires_at')
      .limit(1000),
  )
  return rows as ExpiringLot[]
}
