import { computed, shallowRef } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useProfile } from '../core/api/profile'
import { onceAtATime } from '../core/state/once-at-a-time'
import { unreadCount } from '../core/state/unread-count'
import { usePagedList } from '../core/state/use-paged-list'
import { toast } from '../platform/device'
import { loadMessages, markRead } from './api'
import type { Message, MessageCursor } from './types'

/** The holder's messages, and which of them have been read; marks show at once and are taken back when the API refuses them. */
export function useMessages() {
  const list = usePagedList<Message, MessageCursor>(loadMessages, { immediate: false })
  const readHere = shallowRef<ReadonlySet<string>>(new Set())
  const items = computed(() =>
    list.items.map((message) => ({ message, unread: message.read_at === null && !readHere.value.has(message.id) })),
  )

  /** The profile knows how many are unread beyond the pages that came. */
  function recount(): void {
    void useProfile()
      .refresh()
      .catch(() => undefined)
  }

  async function open(): Promise<void> {
    recount()
    await list.reload()
  }

  async function refresh(): Promise<void> {
    recount()
    await list.refresh()
  }

  /** Back on the page: the list is asked for anew only if something came meanwhile, so that otherwise it stays where it was. */
  async function lookAgain(): Promise<void> {
    if (list.state !== 'ready' && list.state !== 'empty') return
    recount()
    const newest = await loadMessages(null).catch(() => null)
    if (newest && newest.items[0]?.id !== list.items[0]?.id) await list.refresh()
  }

  async function mark(ids: string[], ask: () => Promise<number>): Promise<void> {
    const [before, count] = [readHere.value, unreadCount.value]
    readHere.value = new Set([...before, ...ids])
    try {
      unreadCount.value = await ask()
    } catch (failure) {
      readHere.value = before
      unreadCount.value = count
      throw failure
    }
  }

  /** Marks one message, on the way to what it is about: a failure is no reason to stop there. */
  async function readOne(message: Message): Promise<void> {
    if (message.read_at !== null || readHere.value.has(message.id)) return
    unreadCount.value = Math.max(0, unreadCount.value - 1)
    await mark([message.id], () => markRead([message.id])).catch(recount)
  }

  const readAll = onceAtATime(async () => {
    try {
      await mark(
        list.items.map(({ id }) => id),
        () => markRead('all'),
      )
    } catch (failure) {
      toast(wordsFor(failure))
    }
  })

  return { list, items, open, refresh, lookAgain, readOne, readAll }
}
