import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'

export interface Category {
  id: string
  parent_id: string | null
  name: string
  translations: unknown
  icon_path: string | null
  position: number
}

/** Every category in which the caller may see something, in their order. Throws AppError. */
export async function loadCategories(): Promise<Category[]> {
  const rows: unknown = await read(() =>
    supabase().from('categories').select('id, parent_id, name, translations, icon_path, position').order('position'),
  )
  return rows as Category[]
}
