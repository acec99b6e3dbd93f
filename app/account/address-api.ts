import { isUuid } from '../../shared/uuid'
import { read, rpc } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { AddressDraft } from './address-check'

export interface Address extends AddressDraft {
  id: string
  updated_at: string
}

const COLUMNS = 'id, recipient, phone, province, city, district, street, is_default, updated_at'

/** The buyer's addresses, the default one first. Throws AppError. */
export async function loadAddresses(): Promise<Address[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('addresses')
      .select(COLUMNS)
      .order('is_default', { ascending: false })
      .order('updated_at', { ascending: false }),
  )
  return rows as Address[]
}

/** One address; null when this buyer has no such address. Throws AppError. */
export async function loadAddress(id: string): Promise<Address | null> {
  if (!isUuid(id)) return null
  const row: unknown = await read(() => supabase().from('addresses').select(COLUMNS).eq('id', id).maybeSingle())
  return row as Address | null
}

/** Adds an address, or changes the one with `id`. Throws AppError: `invalid_request` with `field`, `address_not_found`. */
export function saveAddress(draft: AddressDraft, id?: string): Promise<Address> {
  const { recipient, phone, province, city, district, street, is_default } = draft
  const address = { recipient, phone, province, city, district, street, is_default }
  return rpc<'save_address', Address>('save_address', { address: id ? { id, ...address } : address })
}

/** Deletes an address; orders keep their copy. Throws AppError: `address_not_found`. */
export async function deleteAddress(id: string): Promise<void> {
  await rpc('delete_address', { address_id: id })
}
