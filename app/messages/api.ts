import { read, rpc } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Page } from '../core/state/use-paged-list'
import type { Message, MessageCursor } from './types'

const PAGE = 20

/** A page of the holder's messages, newest first. Throws AppError. */
export async function loadMessages(before: MessageCursor | null): Promise<Page<Message, MessageCursor>> {
  const rows: unknown = await read(() => {
    const newest = supabase()
      .from('notifications')
      .select('id, kind, params, created_at, read_at')
      .order('created_at', { ascending: false })
      .order('id', { ascending: false })
      .limit(PAGE)
    if (!before) return newest
    // Several may have come in the same moment: those of the same time go on by id.
    const at = `"${before.created_at}"`
    return newest.or(`created_at.lt.${at},and(created_at.eq.${at},id.lt.${before.id})`)
  })
  const items = rows as Message[]
  return { items, next: items.length < PAGE ? null : (items.at(-1) ?? null) }
}

/** Marks these messages as read, or all of them; gives how many are still unread. Throws AppError. */
export async function markRead(ids: string[] | 'all'): Promise<number> {
  const { unread } = await rpc<'mark_notifications_read', { unread: number }>(
    'mark_notifications_read',
    ids === 'all' ? {} : { ids },
  )
  return unread
}
