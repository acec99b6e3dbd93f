import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '../../../shared/database.types'
import { configuration } from '../../platform/configuration'
import { deviceStorage } from '../../platform/storage'
import { platformFetch } from '../../platform/transport'

let client: SupabaseClient<Database> | undefined

/** The one Supabase client; made at first use. Features use it only to read tables, through `read`. */
export function supabase(): SupabaseClient<Database> {
  client ??= createClient<Database>(configuration.supabaseUrl, configuration.publishableKey, {
    global: { fetch: platformFetch },
    auth: { storage: deviceStorage, storageKey: 'fudian.session', detectSessionInUrl: false, autoRefreshToken: false },
  })
  return client
}
